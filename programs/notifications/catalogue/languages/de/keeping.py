"""German: text that will be deleted."""

from programs.notifications.catalogue.languages.language import Text

KEEPING = {
    "text-deletion": Text(
        sentence="Was in „{title}“ geschrieben wurde, wird am {until} gelöscht, wie vereinbart.",
        subject="{title}: Texte werden am {until} gelöscht",
        more="Nehmen Sie eine Kopie dessen mit, was Sie geschrieben haben, wenn Sie es behalten möchten."
        " Nach diesem Tag kann niemand es zurückholen.",
        button="Kopie mitnehmen",
        who="daran teilgenommen haben",
    ),
}
