"""Portuguese: text that will be deleted."""

from programs.notifications.catalogue.languages.language import Text

KEEPING = {
    "text-deletion": Text(
        sentence="O que foi escrito em “{title}” será apagado em {until}, como acordado.",
        subject="{title}: os textos são apagados em {until}",
        more="Leve uma cópia do que escreveu, se o quiser guardar. Depois desse dia ninguém consegue recuperá-lo.",
        button="Levar uma cópia",
        who="participou",
    ),
}
