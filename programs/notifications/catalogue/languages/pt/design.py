"""Portuguese: the design of a coaching contract."""

from programs.notifications.catalogue.languages.language import Text

DESIGN = {
    "design-turn": Text(
        sentence="{by} passou-lhe a proposta de {title}: é a sua vez.",
        subject="É a sua vez: a proposta de {title}",
        button="Abrir a proposta",
        who="escreve a proposta deste contrato",
    ),
    "design-comment": Text(
        sentence="{by} comentou a proposta de {title}.",
        subject="{by} comentou a proposta de {title}",
        button="Ler o comentário",
        who="escreve a proposta deste contrato",
    ),
}
