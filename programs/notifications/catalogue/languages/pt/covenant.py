"""Portuguese: who sees what."""

from programs.notifications.catalogue.languages.language import Text

COVENANT = {
    "covenant-proposed": Text(
        sentence="{by} propõe mudar quem vê o quê em “{title}”. Falta a sua assinatura.",
        subject="Quem vê o quê em {title}: mudança proposta",
        more="O que assinou antes vale até todas as pessoas assinarem. Também pode mantê-lo.",
        button="Ler o que mudaria",
        who="participa",
    ),
    "covenant-in-force": Text(
        sentence="Todas as pessoas assinaram quem vê o quê em “{title}”. Vale a partir de agora.",
        subject="Assinado por todas as pessoas: quem vê o quê em {title}",
        button="Ler quem vê o quê",
        who="participa",
    ),
    "covenant-dropped": Text(
        sentence="Quem vê o quê em “{title}” fica como está: {by} pôs fim à proposta.",
        subject="Quem vê o quê em {title} fica como está",
        button="Ler quem vê o quê",
        who="participa",
    ),
    "covenant-asked": Text(
        sentence="As outras pessoas em “{title}” assinaram quem vê o quê. Assine também, para ler e partilhar notas.",
        subject="Para assinar: quem vê o quê em {title}",
        button="Ler e assinar",
        who="entrou mais tarde e ainda não assinou",
    ),
    "covenant-missing": Text(
        sentence="Quem vê o quê em “{title}” espera pela sua assinatura.",
        subject="Falta a sua assinatura: quem vê o quê em {title}",
        more="Leia primeiro. Se não pode concordar, proponha outra coisa.",
        button="Ler e assinar",
        who="participa e ainda não assinou",
    ),
}
