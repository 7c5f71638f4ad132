"""German: the design of a coaching contract."""

from programs.notifications.catalogue.languages.language import Text

DESIGN = {
    "design-turn": Text(
        sentence="{by} hat Ihnen den Entwurf von „{title}“ übergeben: Jetzt sind Sie dran.",
        subject="Sie sind dran: der Entwurf von {title}",
        button="Entwurf öffnen",
        who="am Entwurf dieses Vertrags schreiben",
    ),
    "design-comment": Text(
        sentence="{by} hat den Entwurf von „{title}“ kommentiert.",
        subject="{by} hat den Entwurf von {title} kommentiert",
        button="Kommentar lesen",
        who="am Entwurf dieses Vertrags schreiben",
    ),
}
