"""German: how times are found, by proposals, polls and series."""

from programs.notifications.catalogue.languages.language import Text

ASKED = {"button": "Termine ansehen", "who": "nach einem Termin gefragt sind"}
ASKED_TO_MOVE = {"button": "Termine ansehen", "who": "nach einem anderen Termin gefragt sind"}
PROPOSED = {"button": "Anderen Termin finden", "who": "diese Termine vorgeschlagen haben"}
SESSION = {"button": "Sitzung öffnen", "who": "einen Platz in dieser Sitzung haben"}
POLL = {"who": "an diesen Sitzungen beteiligt sind"}
SERIES = {"button": "Reihe öffnen", "who": "einen Platz in diesen Sitzungen haben"}
SERIES_PAST = {"button": "Reihe öffnen", "who": "einen Platz in diesen Sitzungen hatten"}

TIMES = {
    "times-proposed": Text(
        sentence="{by} schlägt Termine für eine Sitzung zu „{title}“ vor. Die Zeiten sind reserviert bis {closes}.",
        subject="Welcher Termin passt Ihnen? {title}",
        more="Nehmen Sie einen davon an, und die Sitzung ist geplant.",
        **ASKED,
    ),
    "move-asked": Text(
        sentence="{by} bittet um einen anderen Termin für die Sitzung zu „{title}“ am {when}. Antworten Sie bis"
        " {closes}.",
        subject="Ein anderer Termin für Ihre Sitzung zu {title}?",
        more="Die Sitzung bleibt, wo sie ist, bis Sie einen der Termine annehmen.",
        **ASKED_TO_MOVE,
    ),
    "times-withdrawn": Text(
        sentence="{by} hat die Terminvorschläge für eine Sitzung zu „{title}“ zurückgezogen. Sie brauchen nicht mehr zu"
        " antworten.",
        subject="Nicht mehr nötig: Termine für {title}",
        button="Ansehen, was daraus wurde",
        who="nach einem Termin gefragt waren",
    ),
    "times-declined": Text(
        sentence="{by} hat keinen der Termine angenommen, die Sie für eine Sitzung zu „{title}“ vorgeschlagen haben."
        " Die Zeiten sind wieder frei.",
        subject="Noch kein Termin: Sitzung zu {title}",
        **PROPOSED,
    ),
    "times-expired": Text(
        sentence="Es kam keine Antwort: Die Termine, die Sie für eine Sitzung zu „{title}“ vorgeschlagen haben, sind"
        " wieder frei.",
        subject="Keine Antwort: Termine für {title}",
        **PROPOSED,
    ),
    "time-accepted": Text(
        sentence="{by} hat einen der Vorschläge angenommen. Die Sitzung zu „{title}“ ist geplant: {when}.",
        subject="Geplant: Sitzung zu {title}",
        **SESSION,
    ),
    "time-accepted-own": Text(
        sentence="Sie haben einen der Vorschläge angenommen. Die Sitzung zu „{title}“ ist geplant: {when}.",
        subject="Geplant: Sitzung zu {title}",
        **SESSION,
    ),
    "poll-opened": Text(
        sentence="{by} sucht einen Termin für „{title}“: Welche Zeiten passen Ihnen? Antworten Sie bis {closes}.",
        subject="Welcher Termin passt Ihnen? {title}",
        more="Es dauert eine Minute. Alle Beteiligten sehen Ihre Antwort, und bis dahin können Sie sie ändern.",
        button="Antworten",
        **POLL,
    ),
    "poll-chased": Text(
        sentence="Ihre Antwort fehlt: {by} sucht einen Termin für „{title}“. Antworten Sie bis {closes}.",
        subject="Ihre Antwort fehlt: ein Termin für {title}",
        more="Ohne sie wird vielleicht ein Termin gewählt, der Ihnen nicht passt.",
        button="Antworten",
        **POLL,
    ),
    "poll-closed": Text(
        sentence="Die Antworten sind da: Wählen Sie den Termin, der für „{title}“ am besten passt.",
        subject="Wählen Sie einen Termin für {title}",
        button="Antworten ansehen",
        **POLL,
    ),
    "poll-dropped": Text(
        sentence="{by} hat die Umfrage über einen Termin für „{title}“ zurückgezogen. Es wurde nichts vereinbart.",
        subject="Kein Termin gewählt für {title}",
        button="Umfrage ansehen",
        **POLL,
    ),
    "series-scheduled": Text(
        sentence="{by} hat {count} Sitzungen zu „{title}“ vereinbart, {rule}. Die erste: {when}. Die letzte:"
        " {last}.{clash}",
        subject="{count} neue Sitzungen zu {title}",
        more="Wenn Sie zu einer davon nicht kommen können, geben Sie es auf ihrer Seite an.",
        **SERIES,
    ),
    "series-scheduled-own": Text(
        sentence="Sie haben {count} Sitzungen zu „{title}“ vereinbart, {rule}. Die erste: {when}. Die letzte: {last}.",
        subject="Vereinbart: {count} Sitzungen zu {title}",
        **SERIES,
    ),
    "series-moved": Text(
        sentence="{count} Sitzungen zu „{title}“ haben neue Termine. Die erste ist jetzt {when}; vorher war es {was}."
        " Die letzte: {last}.{clash}",
        subject="Neue Termine: {count} Sitzungen zu {title}",
        more="Themen und Notizen bleiben erhalten.",
        **SERIES,
    ),
    "series-moved-own": Text(
        sentence="Sie haben {count} Sitzungen zu „{title}“ verschoben. Die erste ist jetzt {when}; vorher war es {was}."
        " Die letzte: {last}.",
        subject="Verschoben: {count} Sitzungen zu {title}",
        **SERIES,
    ),
    "series-place-changed": Text(
        sentence="{count} Sitzungen zu „{title}“ finden an einem anderen Ort oder in einem anderen Videoraum statt,"
        " zu den bisherigen Zeiten. Die erste: {when}.",
        subject="Neuer Ort: {count} Sitzungen zu {title}",
        more="Wo, steht auf ihren Seiten und in Ihrem Kalender.",
        **SERIES,
    ),
    "series-place-changed-own": Text(
        sentence="Sie haben Ort oder Videoraum von {count} Sitzungen zu „{title}“ geändert. Die erste: {when}, wie"
        " bisher.",
        subject="Neuer Ort: {count} Sitzungen zu {title}",
        **SERIES,
    ),
    "series-cancelled": Text(
        sentence="{count} Sitzungen zu „{title}“ sind abgesagt. Die erste war geplant für {when}, die letzte für"
        " {last}.",
        subject="Abgesagt: {count} Sitzungen zu {title}",
        more="Die Zeiten sind wieder frei. Themen warten auf die nächste Sitzung.",
        **SERIES_PAST,
    ),
    "series-cancelled-own": Text(
        sentence="Sie haben {count} Sitzungen zu „{title}“ abgesagt. Die erste war geplant für {when}, die letzte für"
        " {last}.",
        subject="Abgesagt: {count} Sitzungen zu {title}",
        **SERIES_PAST,
    ),
}
