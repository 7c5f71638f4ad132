"""Portuguese: parties of a contract who leave."""

from programs.notifications.catalogue.languages.language import Text

PARTIES = {
    "contract-party-gone": Text(
        sentence="{by} saiu e é uma das partes do contrato {title}.",
        subject="{by} saiu: {title}",
        more="Indique outra pessoa, continue sem ela ou termine o contrato. Sem coach, um contrato fica em pausa.",
        button="Ver as partes",
        who="gere o programa deste contrato",
    ),
}
