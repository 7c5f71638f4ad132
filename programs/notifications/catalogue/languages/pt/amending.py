"""Portuguese: changes of a signed agreement."""

from programs.notifications.catalogue.languages.language import Text

PARTY = {"who": "é parte deste contrato"}

AMENDING = {
    "amendment-proposed": Text(
        sentence="{by} propõe uma alteração do contrato “{title}”.",
        subject="Foi proposta uma alteração: {title}",
        more="O que foi assinado vale até todas as partes assinarem a alteração.",
        button="Ler porquê",
        **PARTY,
    ),
    "amendment-for-signing": Text(
        sentence="Uma alteração do contrato “{title}” está pronta para assinar.",
        subject="Uma alteração para assinar: {title}",
        more="O que é diferente está acima do texto. Até todas as partes assinarem, vale o que foi assinado antes.",
        button="Ler e assinar",
        **PARTY,
    ),
    "amendment-signed": Text(
        sentence="{by} assinou uma alteração do contrato “{title}”.",
        subject="{by} assinou uma alteração: {title}",
        button="Abrir o acordo",
        **PARTY,
    ),
    "amendment-agreed": Text(
        sentence="Todas as partes assinaram: a alteração do contrato “{title}” está em vigor.",
        subject="Alterado: {title}",
        button="Ler o que vale",
        **PARTY,
    ),
    "amendment-dropped": Text(
        sentence="{by} desistiu da alteração do contrato “{title}”. O que foi assinado continua a valer.",
        subject="{title} fica como está",
        button="Ler o que vale",
        **PARTY,
    ),
}
