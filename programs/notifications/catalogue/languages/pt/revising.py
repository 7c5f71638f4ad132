"""Portuguese: objectives that are revised."""

from programs.notifications.catalogue.languages.language import Text

REVISING = {
    "revision-proposed": Text(
        sentence="{by} propõe rever um objetivo de “{title}”.",
        subject="Um objetivo a rever: {title}",
        more="Muda quando concordarem todos os que o tinham acordado. Até lá fica como está.",
        button="Ler a proposta",
        who="acordou este objetivo",
    ),
    "revision-settled": Text(
        sentence="Todos concordaram: um objetivo de “{title}” foi revisto.",
        subject="Um objetivo foi revisto: {title}",
        more="O que foi medido fica; o que dizia antes está no seu histórico.",
        button="Ver o objetivo",
        who="acordou este objetivo",
    ),
}
