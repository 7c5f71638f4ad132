"""German: a client's way to a coach, and credentials."""

from programs.notifications.catalogue.languages.language import Text

RUN = "dieses Programm leiten"
LOOK = "einen Coach suchen"
CHECK = "die Nachweise der Coaches prüfen"
WROTE = "ihn eingetragen haben"
COACHES = {
    "coach-asked-for": Text(
        sentence="{by} sucht einen Coach in {title}.",
        subject="{by} sucht einen Coach",
        button="Ansehen, wer passt",
        who=RUN,
        more="Schlagen Sie drei bis fünf Coaches vor. Auf der Seite steht, wer passt und warum.",
    ),
    "others-asked-for": Text(
        sentence="{by} bittet um andere Coaches in {title}.",
        subject="{by} bittet um andere Coaches",
        button="Andere vorschlagen",
        who=RUN,
    ),
    "coaches-proposed": Text(
        sentence="In {title} sind Ihnen Coaches vorgeschlagen. Vergleichen Sie, lernen Sie sie kennen, und wählen Sie.",
        subject="Coaches für Sie",
        button="Coaches ansehen",
        who=LOOK,
    ),
    "coach-declined": Text(
        sentence="{by} kann in {title} jetzt keinen neuen Vertrag übernehmen. Die anderen Vorschläge bleiben.",
        subject="{by} kann es jetzt nicht übernehmen",
        button="Die anderen Vorschläge ansehen",
        who="einen Coach suchen oder dieses Programm leiten",
    ),
    "choice-withdrawn": Text(
        sentence="Die Suche nach einem Coach in {title} wurde von der Programmleitung beendet.",
        subject="Die Suche nach einem Coach wurde beendet",
        button="Öffnen",
        who="einen Coach gesucht haben",
        more="Fragen Sie nach, wenn das unerwartet kommt. Sie können erneut um einen Coach bitten.",
    ),
    "coach-to-meet": Text(
        sentence="{by} möchte Sie kennenlernen, bevor die Wahl auf einen Coach fällt.",
        subject="{by} möchte Sie kennenlernen",
        button="Ansehen, wer fragt",
        who="als Coach vorgeschlagen wurden",
        more="Sie können eine Sitzung vereinbaren, die nicht zählt, oder sagen, dass es jetzt nicht geht.",
    ),
    "coach-chosen": Text(
        sentence="{by} hat Sie als Coach gewählt.",
        subject="{by} hat Sie gewählt",
        button="Vertrag öffnen",
        who="der Coach sind",
        more="Der Vertrag ist jetzt ein Entwurf. Sie gestalten ihn gemeinsam.",
    ),
    "coach-thanked": Text(
        sentence="{by} beginnt diesmal keinen Vertrag mit Ihnen und dankt Ihnen für Ihre Zeit und Offenheit.",
        subject="Ein Dank von {by}",
        button="Ansehen, wer nach Ihnen fragt",
        who="gebeten wurden, jemanden kennenzulernen",
        more="Ihr Platz ist frei für jemand anderen.",
    ),
    "credential-to-check": Text(
        sentence="{by} hat einen Nachweis eingetragen. Sehen Sie nach, ob er stimmt.",
        subject="Ein Nachweis von {by} ist zu prüfen",
        button="Prüfen",
        who=CHECK,
    ),
    "credential-checked": Text(
        sentence="Ein Nachweis von Ihnen wurde geprüft. Das ist jetzt auf Ihrer Seite zu sehen.",
        subject="Ihr Nachweis wurde geprüft",
        button="Ihre Seite ansehen",
        who=WROTE,
    ),
    "credential-refused": Text(
        sentence="Ein Nachweis von Ihnen ließ sich nicht bestätigen. Sehen Sie nach, ob alles richtig eingetragen ist.",
        subject="Ihr Nachweis ließ sich nicht bestätigen",
        button="Ihre Seite ansehen",
        who=WROTE,
    ),
    "credential-expires": Text(
        sentence="Ein Nachweis von Ihnen läuft {due} ab.",
        subject="Ein Nachweis von Ihnen läuft {due} ab",
        button="Ihre Seite ansehen",
        who=WROTE,
        more="Tragen Sie nach der Verlängerung das neue Datum ein; dann wird er erneut geprüft.",
    ),
    "credential-expired": Text(
        sentence="Ein Nachweis von {by} ist abgelaufen. So steht es auch auf der Seite.",
        subject="Ein Nachweis von {by} ist abgelaufen",
        button="Seite ansehen",
        who=CHECK,
    ),
}
