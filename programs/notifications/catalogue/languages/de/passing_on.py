"""German: introductions and stories."""

from programs.notifications.catalogue.languages.language import Text

PASSING_ON = {
    "introduction-proposed": Text(
        sentence="{by} möchte Sie mit jemandem bekannt machen. Vor Ihrem Ja erfährt sonst niemand davon.",
        subject="{by} möchte Sie mit jemandem bekannt machen",
        button="Lesen und antworten",
        who="an einer Gruppe teilnehmen, deren Mentorin oder Mentor Sie bekannt machen möchte",
    ),
    "introduction-asked": Text(
        sentence="{by} möchte Ihnen jemanden vorstellen. Diese Person hat schon ja gesagt.",
        subject="{by} möchte Ihnen jemanden vorstellen",
        button="Lesen und antworten",
        who="von einer Mentorin oder einem Mentor genannt wurden",
    ),
    "introduction-made": Text(
        sentence="Eine Vorstellung ist zustande gekommen: Beide haben ja gesagt.",
        subject="Sie sind einander vorgestellt",
        button="Ansehen, wie Sie sich erreichen",
        who="dazu ja gesagt oder es vorgeschlagen haben",
    ),
    "story-asked": Text(
        sentence="{by} hat eine Geschichte aufgeschrieben, die mit einer Frage von Ihnen begann. Erzählt wird sie nur, "
        "wenn Sie ja sagen.",
        subject="Darf {by} diese Geschichte erzählen?",
        button="Lesen und antworten",
        who="die Frage gestellt haben, auf die die Geschichte antwortet",
    ),
    "story-published": Text(
        sentence="Ihre Geschichte können jetzt alle im Programm lesen.",
        subject="Ihre Geschichte ist veröffentlicht",
        button="Geschichte öffnen",
        who="sie geschrieben haben",
    ),
}
