"""German: exercises, and the question that supporters get."""

from programs.notifications.catalogue.languages.language import Text

PRACTISING = {
    "exercise-assigned": Text(
        sentence="{by} hat Ihnen in „{title}“ eine Übung gegeben, fällig {due}.",
        subject="Eine Übung von {by}: {title}",
        more="Was zu tun ist, steht auf ihrer Seite. Schreiben Sie dort zurück, was dabei herauskam.",
        button="Übung lesen",
        who="dort eine Übung haben",
    ),
    "exercise-handed-in": Text(
        sentence="{by} hat in „{title}“ eine Übung abgegeben.",
        subject="Abgegeben: eine Übung von {by}",
        more="Antworten können Sie auf ihrer Seite.",
        button="Rückmeldung lesen",
        who="hier leiten",
    ),
    "exercise-answered": Text(
        sentence="{by} hat auf das geantwortet, was Sie in „{title}“ abgegeben haben.",
        subject="Eine Antwort von {by}: {title}",
        more="Sie steht auf der Seite der Übung, unter Ihrer Rückmeldung.",
        button="Antwort lesen",
        who="die Übung abgegeben haben",
    ),
    "exercise-due": Text(
        sentence="Eine Ihrer Übungen in „{title}“ ist {due} fällig.",
        subject="Fällig {due}: Ihre Übung in {title}",
        more="Zwei Zeilen darüber, was dabei herauskam, genügen.",
        button="Übung öffnen",
        who="dort eine offene Übung haben",
    ),
    "supporter-asked": Text(
        sentence="{by} bittet Sie, alle paar Wochen zu sagen, was Sie von einem Vorhaben sehen.",
        subject="{by} bittet um Ihre Sicht",
        more="Es ist eine Frage und dauert eine Minute. Worum es geht und wer Ihre Antworten liest, steht auf der "
        "Seite; dort können Sie auch ablehnen.",
        button="Ansehen, worum es geht",
        who="um Ihre Sicht gebeten werden",
    ),
    "pulse-asked": Text(
        sentence="{by} fragt, was Sie sehen: eine Frage, eine Minute.",
        subject="Eine Frage zu {by}",
        more="Ihr Name steht bei Ihrer Antwort. Möchten Sie nicht mehr gefragt werden, sagen Sie es auf der Seite.",
        button="Frage beantworten",
        who="um Ihre Sicht gebeten wurden",
    ),
}
