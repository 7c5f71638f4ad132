"""German: evaluations, reminders of what waits, and the test mail."""

from programs.notifications.catalogue.languages.language import Text

ASKED = {"button": "Antworten", "who": "um Ihre Antworten gebeten sind"}
FEEDBACK = {"button": "Antworten", "who": "um Ihre Rückmeldung gebeten sind"}
BEFORE_ANYTHING = "Es dauert einige Minuten. Bevor Sie beginnen, sagt die Seite, wer Ihre Antworten lesen kann."
ONLY_YOU = "Nur Sie erfahren das. Niemand sonst sieht, wer geantwortet hat und wer nicht."
LEADS = "diese Sitzungen leiten"

REQUESTS = {
    "request-asked": Text(
        sentence="Wie war „{title}“? Ihre Antworten sind bis {until} erbeten.",
        subject="Wie war {title}?",
        more=BEFORE_ANYTHING,
        **ASKED,
    ),
    "request-before": Text(
        sentence="„{title}“ beginnt. Vorab einige Fragen: Antworten Sie bis {until}.",
        subject="Einige Fragen zu Beginn von {title}",
        more=BEFORE_ANYTHING,
        **ASKED,
    ),
    "request-underway": Text(
        sentence="Wie läuft „{title}“? Ihre Antworten sind bis {until} erbeten.",
        subject="Wie läuft {title}?",
        more=BEFORE_ANYTHING,
        **ASKED,
    ),
    "request-reminder": Text(
        sentence="Die Fragen zu „{title}“ sind bis {until} offen, und Sie haben sie noch nicht beantwortet.",
        subject="Bis {until}: Fragen zu {title}",
        more=ONLY_YOU,
        **ASKED,
    ),
    "feedback-asked": Text(
        sentence="{by} bittet um Ihre Rückmeldung. Antworten Sie bis {until}.",
        subject="{by} bittet um Ihre Rückmeldung",
        more=BEFORE_ANYTHING,
        **FEEDBACK,
    ),
    "feedback-wanted": Text(
        sentence="Ihre Rückmeldung zu {by} ist bis {until} erbeten.",
        subject="Ihre Rückmeldung zu {by}",
        more=BEFORE_ANYTHING,
        **FEEDBACK,
    ),
    "feedback-reminder": Text(
        sentence="Die Fragen zu {by} sind bis {until} offen, und Sie haben sie noch nicht beantwortet.",
        subject="Bis {until}: Ihre Rückmeldung zu {by}",
        more=ONLY_YOU,
        **FEEDBACK,
    ),
    "topics-missing": Text(
        sentence="Worüber möchten Sie sprechen? Zur Sitzung zu „{title}“ am {when} fehlt noch ein Thema von Ihnen.",
        subject="Ihr Thema für {title}",
        more="Eine Frage genügt. Die anderen sehen sie und können sich vorbereiten.",
        button="Thema hinzufügen",
        who="einen Platz in dieser Sitzung haben und dort noch kein Thema",
    ),
    "action-due": Text(
        sentence="Eine Ihrer Aufgaben in „{title}“ ist {due} fällig.",
        subject="Fällig {due}: Ihre Aufgabe in {title}",
        more="Haken Sie sie ab, wenn sie erledigt ist.",
        button="Ihre Aufgaben ansehen",
        who="darin eine offene Aufgabe haben",
    ),
    "action-overdue": Text(
        sentence="Eine Ihrer Aufgaben in „{title}“ war {due} fällig und ist noch offen.",
        subject="Noch offen: Ihre Aufgabe in {title}",
        more="Haken Sie sie ab, wenn sie erledigt ist. Wird sie nicht mehr gebraucht, sagen Sie es in der nächsten"
        " Sitzung.",
        button="Ihre Aufgaben ansehen",
        who="darin eine offene Aufgabe haben",
    ),
    "signature-missing": Text(
        sentence="Der Vertrag „{title}“ wartet auf Ihre Unterschrift.",
        subject="Ihre Unterschrift fehlt: {title}",
        more="Lesen Sie ihn zuerst. Sitzungen können vereinbart werden, sobald alle Beteiligten unterschrieben haben.",
        button="Lesen und unterschreiben",
        who="Vertragspartei sind und noch nicht unterschrieben haben",
    ),
    "agreement-missing": Text(
        sentence="Die Vereinbarung von „{title}“ wartet auf Ihr Ja.",
        subject="Stimmen Sie zu? {title}",
        more="Lesen Sie sie, und ändern Sie, womit Sie nicht einverstanden sind.",
        button="Vereinbarung lesen",
        who="an dieser Gruppe teilnehmen und noch nicht zugestimmt haben",
    ),
    "times-answer-missing": Text(
        sentence="{by} wartet auf Ihre Antwort: Welcher Termin passt für eine Sitzung zu „{title}“? Antworten Sie bis"
        " {closes}.",
        subject="Ihre Antwort fehlt: Termine für {title}",
        more="Danach sind die Zeiten wieder frei.",
        button="Termine ansehen",
        who="nach einem Termin gefragt sind",
    ),
    "move-answer-missing": Text(
        sentence="{by} wartet auf Ihre Antwort: Kann die Sitzung zu „{title}“ am {when} verschoben werden? Antworten"
        " Sie bis {closes}.",
        subject="Ihre Antwort fehlt: ein anderer Termin für {title}",
        more="Ohne Antwort bleibt die Sitzung, wo sie ist.",
        button="Termine ansehen",
        who="nach einem anderen Termin gefragt sind",
    ),
    "poll-answer-missing": Text(
        sentence="{by} sucht einen Termin für „{title}“ und hat noch nichts von Ihnen gehört. Antworten Sie bis"
        " {closes}.",
        subject="Welcher Termin passt Ihnen? {title}",
        more="Ohne Ihre Antwort wird vielleicht ein Termin gewählt, der Ihnen nicht passt.",
        button="Antworten",
        who="an diesen Sitzungen beteiligt sind",
    ),
    "attendance-missing": Text(
        sentence="Hat die Sitzung zu „{title}“ am {when} stattgefunden? Geben Sie an, wer da war.",
        subject="Wer war da? {title}",
        more="Hat sie nicht stattgefunden, geben Sie das an: Die Themen warten dann auf die nächste Sitzung.",
        button="Sitzung öffnen",
        who=LEADS,
    ),
    "note-missing": Text(
        sentence="Zur Sitzung zu „{title}“ am {when} haben Sie noch keine Notiz.",
        subject="Ihre Notiz zu {title}",
        more="Sie entscheiden, ob sie geteilt wird oder nur Ihnen gehört.",
        button="Sitzung öffnen",
        who=f"{LEADS} und zu dieser noch keine Notiz haben",
    ),
    "test-mail": Text(
        sentence="Das ist die Testmail, die Sie sich selbst gesendet haben.",
        subject="Testmail",
        more="Sie nahm den Weg jeder Mail: Die Datenbank, ein Hintergrunddienst und der Mailserver haben gearbeitet.",
        button="Ansehen, was gesendet wurde",
        who="sie sich selbst gesendet haben",
    ),
}
