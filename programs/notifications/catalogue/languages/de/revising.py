"""German: objectives that are revised."""

from programs.notifications.catalogue.languages.language import Text

REVISING = {
    "revision-proposed": Text(
        sentence="{by} schlägt vor, ein Ziel in „{title}“ zu ändern.",
        subject="Ein Ziel soll sich ändern: {title}",
        more="Es ändert sich, wenn alle zustimmen, die ihm zugestimmt hatten. Bis dahin bleibt es, wie es ist.",
        button="Vorschlag lesen",
        who="diesem Ziel zugestimmt haben",
    ),
    "revision-settled": Text(
        sentence="Alle haben zugestimmt: Ein Ziel in „{title}“ ist geändert.",
        subject="Ein Ziel ist geändert: {title}",
        more="Was gemessen wurde, bleibt; wie es vorher lautete, steht in seinem Verlauf.",
        button="Ziel ansehen",
        who="diesem Ziel zugestimmt haben",
    ),
}
