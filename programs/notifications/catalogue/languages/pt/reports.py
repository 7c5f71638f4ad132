"""Portuguese: reports to a sponsor, and a 360 that a coach planned."""

from programs.notifications.catalogue.languages.language import Text

WHO = "patrocina um contrato ou é coach nele"

REPORTS = {
    "report-released": Text(
        sentence="{by} partilhou um relatório em {title}.",
        subject="Um relatório em {title}",
        button="Abrir os relatórios",
        who=WHO,
    ),
    "report-taken-back": Text(
        sentence="{by} retirou um relatório em {title}. Já não pode ser lido.",
        subject="Um relatório em {title} foi retirado",
        button="Abrir os relatórios",
        who=WHO,
    ),
    "feedback-planned": Text(
        sentence="{by} indicou pessoas para o seu 360. Serão perguntadas daqui a um dia; até lá pode ver a lista e "
        "parar tudo.",
        subject="{by} indicou pessoas para o seu 360",
        button="Ver a lista",
        who="é a pessoa sobre quem se pergunta a outros",
    ),
}
