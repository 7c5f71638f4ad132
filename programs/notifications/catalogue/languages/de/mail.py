"""German: the sentences that every mail has, the small words, and the topics."""

from programs.notifications.catalogue.languages.language import RuleWords, SmallWords, TopicWords

DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
NTH = {1: "am ersten", 2: "am zweiten", 3: "am dritten", 4: "am vierten", -1: "am letzten"}
NUMBERS = {
    2: "zwei",
    3: "drei",
    4: "vier",
    5: "fünf",
    6: "sechs",
    7: "sieben",
    8: "acht",
    9: "neun",
    10: "zehn",
    11: "elf",
    12: "zwölf",
}

SMALL = SmallWords(
    somebody="Jemand",
    minute="In einer Minute",
    minutes="In {count} Minuten",
    hour="In einer Stunde",
    hours="In {count} Stunden",
    near={-1: "gestern", 0: "heute", 1: "morgen"},
    planned_one="die geplante Sitzung wird",
    planned_many="die {count} geplanten Sitzungen werden",
    clash_one=" Zur Zeit einer dieser Sitzungen haben Sie schon eine andere: Dort sind Sie als abwesend eingetragen.",
    clash_many=" Zur Zeit von {count} dieser Sitzungen haben Sie schon eine andere: Dort sind Sie als abwesend"
    " eingetragen.",
    rule=RuleWords(
        week="jede Woche",
        weeks="alle {count} Wochen",
        month="jeden Monat",
        months="alle {count} Monate",
        weeks_numbers=NUMBERS,
        months_numbers=NUMBERS,
        on=tuple(f"am {day}" for day in DAYS),
        nth=tuple({number: f"{words} {day}" for number, words in NTH.items()} for day in DAYS),
        both=" und ",
        dates="an ausgewählten Tagen",
    ),
)

MAIL = {
    "hello": "Guten Tag {first_name},",
    "why": "Sie erhalten diese Mail von {organization}, weil Sie {who}.",
    "cannot_end": "Diese Mails lassen sich nicht abbestellen: {reason}",
    "end": "Keine Mails mehr zu „{topic}“",
    "end_digest": "Sammelmail abbestellen",
    "settings": "Festlegen, wie Sie benachrichtigt werden",
    "coming": "Ich komme",
    "not_coming": "Ich kann nicht kommen",
    "answer": "Beides geht ohne Anmeldung. Die Antwortknöpfe Ihres Mailprogramms erreichen uns nicht.",
    "take_in": "Öffnen Sie all-sessions.ics, um alle auf einmal in Ihren Kalender zu übernehmen. Jede Sitzung liegt"
    " auch einzeln bei.",
    "take_out": "Falls eine Sitzung noch in Ihrem Kalender steht, öffnen Sie die beigefügte Datei: Damit wird sie"
    " entfernt.",
    "digest_title": "Ihre Sammelmail von {organization}",
    "digest_subject_one": "Ihre Sammelmail: eine Mitteilung von {organization}",
    "digest_subject": "Ihre Sammelmail: {count} Mitteilungen von {organization}",
    "digest_heading_one": "Eine Mitteilung für Sie",
    "digest_heading": "{count} Mitteilungen für Sie",
    "digest_new": "Das ist neu seit Ihrer letzten Sammelmail.",
    "digest_why": "Sie erhalten diese Mail von {organization}, weil Sie dafür die Sammelmail gewählt haben.",
    "digest_elsewhere": "Allgemeines bei {organization}",
    "digest_all": "Alle Mitteilungen ansehen",
}

TOPICS = {
    "sessions": TopicWords(
        "Sitzungen vereinbart, verschoben oder abgesagt",
        "Andere verlassen sich auf Sie, und ohne diese Mails wäre Ihr Kalender falsch.",
    ),
    "reminders": TopicWords("Erinnerungen an Sitzungen"),
    "waiting": TopicWords("Erinnerungen an Offenes"),
    "times": TopicWords("Terminvorschläge und Umfragen"),
    "signing": TopicWords(
        "Verträge zum Unterschreiben",
        "Der Vertrag gilt, sobald alle Beteiligten unterschrieben haben; die anderen warten also auf Sie.",
    ),
    "agreements": TopicWords("Verträge und Vereinbarungen"),
    "beginnings": TopicWords("Programme, die beginnen"),
    "endings": TopicWords(
        "Programme, die für Sie enden", "Durch diese Mails verlassen die geplanten Sitzungen Ihren Kalender."
    ),
    "keeping": TopicWords("Texte, die gelöscht werden", "Nach diesem Tag kann niemand den Text zurückholen."),
    "courses": TopicWords("Kurse"),
    "openings": TopicWords("Notizen, die geöffnet werden", "Es ist vereinbart, dass alle Betroffenen davon erfahren."),
    "evaluations": TopicWords("Befragungen"),
    "own": TopicWords("Mails an Sie selbst", "Sie haben die Mail selbst gesendet."),
    "coaches": TopicWords("Coaches und Nachweise"),
    "passing-on": TopicWords("Vorstellungen und Geschichten"),
    "people": TopicWords("Personen"),
}
