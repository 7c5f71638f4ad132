"""German: sessions."""

from programs.notifications.catalogue.languages.language import Text

SESSION = {"button": "Sitzung öffnen", "who": "einen Platz in dieser Sitzung haben"}
PAST = {"button": "Sitzung öffnen", "who": "einen Platz in dieser Sitzung hatten"}
SEVERAL_PAST = {"who": "einen Platz in diesen Sitzungen hatten"}
BUSY = (
    "Sie sind als abwesend eingetragen. Wenn Sie den anderen Termin verlegen, geben Sie auf der Seite dieser Sitzung"
    " an, dass Sie kommen."
)

SESSIONS = {
    "session-scheduled": Text(
        sentence="{by} hat eine Sitzung zu „{title}“ vereinbart: {when}.",
        subject="Neue Sitzung: {title}",
        **SESSION,
    ),
    "session-scheduled-own": Text(
        sentence="Sie haben eine Sitzung zu „{title}“ vereinbart: {when}.",
        subject="Vereinbart: Sitzung zu {title}",
        **SESSION,
    ),
    "session-moved": Text(
        sentence="Die Sitzung zu „{title}“ hat einen neuen Termin: {when}. Vorher war es {was}.",
        subject="Neuer Termin: Sitzung zu {title}",
        more="Themen und Notizen bleiben erhalten.",
        **SESSION,
    ),
    "session-kept-wall-time": Text(
        sentence="Die gesetzlichen Zeitregeln haben sich geändert. Die Sitzung zu „{title}“ bleibt bei der"
        " vereinbarten Zeit: {when}.",
        subject="Gleiche Uhrzeit, neue Zeitregeln: Sitzung zu {title}",
        more="Wenn das nicht mehr passt, verschieben Sie die Sitzung auf ihrer Seite.",
        **SESSION,
    ),
    "session-lost-wall-time": Text(
        sentence="Die gesetzlichen Zeitregeln haben sich geändert: Die Sitzung zu „{title}“ liegt jetzt anders als"
        " vereinbart, {when}. Jemand hat dann eine andere Sitzung.",
        subject="Ein neuer Termin ist nötig: Sitzung zu {title}",
        more="Verschieben Sie sie auf ihrer Seite, oder lassen Sie sie, wo sie ist.",
        **SESSION,
    ),
    "session-moved-own": Text(
        sentence="Sie haben die Sitzung zu „{title}“ verschoben: {when}. Vorher war es {was}.",
        subject="Verschoben: Sitzung zu {title}",
        **SESSION,
    ),
    "session-scheduled-busy": Text(
        sentence="{by} hat eine Sitzung zu „{title}“ vereinbart: {when}. Sie haben dann eine andere Sitzung.",
        subject="Neue Sitzung zu {title}, während Sie eine andere haben",
        more=BUSY,
        **SESSION,
    ),
    "session-moved-busy": Text(
        sentence="Die Sitzung zu „{title}“ hat einen neuen Termin: {when}. Sie haben dann eine andere Sitzung. Vorher"
        " war es {was}.",
        subject="Neuer Termin, während Sie einen anderen haben: Sitzung zu {title}",
        more=BUSY,
        **SESSION,
    ),
    "session-place-changed": Text(
        sentence="Die Sitzung zu „{title}“ findet an einem anderen Ort oder in einem anderen Videoraum statt: {when},"
        " wie bisher.",
        subject="Neuer Ort: Sitzung zu {title}",
        more="Wo, steht auf ihrer Seite und in Ihrem Kalender.",
        **SESSION,
    ),
    "session-place-changed-own": Text(
        sentence="Sie haben Ort oder Videoraum der Sitzung zu „{title}“ geändert: {when}, wie bisher.",
        subject="Neuer Ort: Sitzung zu {title}",
        **SESSION,
    ),
    "session-cancelled": Text(
        sentence="Die Sitzung zu „{title}“ ist abgesagt. Geplant war sie für {when}.",
        subject="Abgesagt: Sitzung zu {title}",
        more="Die Zeit ist wieder frei. Themen warten auf die nächste Sitzung.",
        **PAST,
    ),
    "session-cancelled-own": Text(
        sentence="Sie haben die Sitzung zu „{title}“ abgesagt. Geplant war sie für {when}.",
        subject="Abgesagt: Sitzung zu {title}",
        **PAST,
    ),
    "session-joined": Text(
        sentence="Sie haben einen Platz in dieser Sitzung zu „{title}“: {when}.",
        subject="Sitzung zu {title}",
        **SESSION,
    ),
    "sessions-joined": Text(
        sentence="Sie haben einen Platz in den {count} geplanten Sitzungen zu „{title}“. Die nächste: {when}.",
        subject="{count} Sitzungen zu {title}",
        button="{title} öffnen",
        who="einen Platz in diesen Sitzungen haben",
    ),
    "sessions-left": Text(
        sentence="Sie haben keinen Platz mehr in „{title}“, und {planned} aus Ihrem Kalender entfernt.",
        subject="Nicht mehr in Ihrem Kalender: Sitzungen zu {title}",
        button="Kalender öffnen",
        **SEVERAL_PAST,
    ),
    "sessions-ended": Text(
        sentence="„{title}“ geht zu Ende, und {planned} abgesagt.",
        subject="Abgesagt: Sitzungen zu {title}",
        button="{title} öffnen",
        **SEVERAL_PAST,
    ),
    "sessions-ended-own": Text(
        sentence="Sie haben „{title}“ zum Ende gebracht, und {planned} abgesagt.",
        subject="Abgesagt: Sitzungen zu {title}",
        button="{title} öffnen",
        **SEVERAL_PAST,
    ),
    "session-reminder": Text(
        sentence="Ihre Sitzung zu „{title}“: {when}.",
        subject="{begins}: Sitzung zu {title}",
        **SESSION,
    ),
}
