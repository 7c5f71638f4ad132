"""Portuguese: introductions and stories."""

from programs.notifications.catalogue.languages.language import Text

PASSING_ON = {
    "introduction-proposed": Text(
        sentence="{by} gostaria de lhe apresentar alguém. Ninguém mais sabe disto antes de dizer que sim.",
        subject="{by} gostaria de lhe apresentar alguém",
        button="Ler e responder",
        who="participa num círculo cujo mentor o quer apresentar a alguém",
    ),
    "introduction-asked": Text(
        sentence="{by} gostaria de lhe apresentar uma pessoa, que já disse que sim.",
        subject="{by} gostaria de lhe apresentar uma pessoa",
        button="Ler e responder",
        who="foi indicado por um mentor",
    ),
    "introduction-made": Text(
        sentence="Uma apresentação concretizou-se: ambas as pessoas disseram que sim.",
        subject="Estão apresentados",
        button="Ver como se contactam",
        who="disse que sim, ou a propôs",
    ),
    "story-asked": Text(
        sentence="{by} escreveu uma história que começou com uma pergunta sua. Só é contada se disser que sim.",
        subject="{by} pode contar esta história?",
        button="Ler e responder",
        who="fez a pergunta a que a história responde",
    ),
    "story-published": Text(
        sentence="A sua história já pode ser lida por todas as pessoas do programa.",
        subject="A sua história está publicada",
        button="Abrir a história",
        who="a escreveu",
    ),
}
