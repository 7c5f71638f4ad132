"""German: who sees what."""

from programs.notifications.catalogue.languages.language import Text

COVENANT = {
    "covenant-proposed": Text(
        sentence="{by} schlägt vor zu ändern, wer in „{title}“ was sieht. Ihre Unterschrift fehlt dafür noch.",
        subject="Wer sieht was in {title}: Änderung vorgeschlagen",
        more="Was Sie vorher unterschrieben haben, gilt, bis alle unterschrieben haben. Sie können es auch behalten.",
        button="Lesen, was sich ändern würde",
        who="daran teilnehmen",
    ),
    "covenant-in-force": Text(
        sentence="Alle haben unterschrieben, wer in „{title}“ was sieht. Es gilt ab jetzt.",
        subject="Von allen unterschrieben: wer sieht was in {title}",
        button="Lesen, wer was sieht",
        who="daran teilnehmen",
    ),
    "covenant-dropped": Text(
        sentence="Wer in „{title}“ was sieht, bleibt, wie es ist: {by} hat den Vorschlag beendet.",
        subject="Wer sieht was in {title}: es bleibt dabei",
        button="Lesen, wer was sieht",
        who="daran teilnehmen",
    ),
    "covenant-asked": Text(
        sentence="Die anderen in „{title}“ haben unterschrieben, wer was sieht. Unterschreiben auch Sie, um Notizen zu"
        " lesen und zu teilen.",
        subject="Zu unterschreiben: wer sieht was in {title}",
        button="Lesen und unterschreiben",
        who="später dazugekommen sind und noch nicht unterschrieben haben",
    ),
    "covenant-missing": Text(
        sentence="Wer in „{title}“ was sieht, wartet auf Ihre Unterschrift.",
        subject="Ihre Unterschrift fehlt: wer sieht was in {title}",
        more="Lesen Sie es zuerst. Wenn Sie nicht zustimmen können, schlagen Sie etwas anderes vor.",
        button="Lesen und unterschreiben",
        who="daran teilnehmen und noch nicht unterschrieben haben",
    ),
}
