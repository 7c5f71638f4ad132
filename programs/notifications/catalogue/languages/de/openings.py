"""German: notes that those who run a program open."""

from programs.notifications.catalogue.languages.language import Text

LEDGER = {"button": "Ansehen, wer was geöffnet hat", "who": "an dem teilnehmen, was geöffnet wurde"}
ADMINISTRATOR = {"who": "zur Administration gehören"}
ASKER = {"who": "darum gebeten haben"}

OPENINGS = {
    "oversight-opened": Text(
        sentence="{by} hat Notizen zu „{title}“ zur Aufsicht geöffnet ({opened}).",
        subject="Notizen zu {title} wurden geöffnet",
        more="Sie alle haben unterschrieben, dass das geschehen darf. Auf der Seite steht, warum, und welche Ihrer"
        " Notizen gelesen wurden.",
        **LEDGER,
    ),
    "emergency-opened": Text(
        sentence="{by} hat Notizen zu „{title}“ in einem Notfall geöffnet ({opened}). Eine zweite Person aus der"
        " Administration hat zugestimmt.",
        subject="Notizen zu {title} wurden in einem Notfall geöffnet",
        more="Sie alle haben unterschrieben, dass das geschehen darf. Auf der Seite steht, warum, wer zugestimmt hat"
        " und welche Ihrer Notizen gelesen wurden.",
        **LEDGER,
    ),
    "emergency-asked": Text(
        sentence="{by} bittet darum, die Notizen zu „{title}“ in einem Notfall zu öffnen. Stimmen Sie zu oder lehnen"
        " Sie ab.",
        subject="Notfall: {by} bittet um Öffnung von Notizen zu {title}",
        more="Noch ist nichts geöffnet. Auf der Seite steht, warum darum gebeten wird. Nach einem Tag verfällt"
        " die Bitte.",
        button="Lesen und entscheiden",
        **ADMINISTRATOR,
    ),
    "emergency-told": Text(
        sentence="{by} hat Notizen zu „{title}“ in einem Notfall geöffnet ({opened}).",
        subject="Notizen zu {title} wurden in einem Notfall geöffnet",
        more="Auf der Seite steht, warum und wer zugestimmt hat.",
        button="Ansehen, wie es dazu kam",
        **ADMINISTRATOR,
    ),
    "emergency-approved": Text(
        sentence="Sie können die Notizen zu „{title}“ lesen bis {closes}.",
        subject="Sie können die Notizen zu {title} lesen",
        more="Alle Beteiligten wissen davon.",
        button="Notizen lesen",
        **ASKER,
    ),
    "emergency-refused": Text(
        sentence="{by} hat es abgelehnt, die Notizen zu „{title}“ zu öffnen.",
        subject="Abgelehnt: Notizen zu {title}",
        more="Es wurde nichts geöffnet.",
        button="Ansehen, wie es steht",
        **ASKER,
    ),
}
