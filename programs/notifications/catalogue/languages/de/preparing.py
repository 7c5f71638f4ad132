"""German: what comes ahead of a session."""

from programs.notifications.catalogue.languages.language import Text

PREPARING = {
    "agenda-there": Text(
        sentence="Themen für die Sitzung zu „{title}“ am {when} sind da: {count}.",
        subject="Themen für {title}: {count}",
        more="Was darin steht, lesen Sie auf der Seite der Sitzung.",
        button="Themen ansehen",
        who="diese Sitzung leiten",
    ),
    "agenda-empty": Text(
        sentence="Noch nichts für die Sitzung zu „{title}“ am {when}: Niemand hat ein Thema geschickt.",
        subject="Noch nichts für {title}",
        more="Sie können selbst eines vorschlagen oder zu Beginn fragen.",
        button="Sitzung öffnen",
        who="diese Sitzung leiten",
    ),
    "question-asked": Text(
        sentence="{by} hat in „{title}“ eine Frage an Sie.",
        subject="Eine Frage von {by}",
        more="Sie steht auf der nächsten Agenda, bis sie beantwortet ist.",
        button="Frage lesen",
        who="hier leiten",
    ),
    "question-answered": Text(
        sentence="{by} hat eine Ihrer Fragen in „{title}“ als beantwortet markiert.",
        subject="Beantwortet: Ihre Frage in {title}",
        more="Ist sie das nicht? Öffnen Sie sie wieder, dann steht sie auf der nächsten Agenda.",
        button="Antwort ansehen",
        who="sie gestellt haben",
    ),
}
