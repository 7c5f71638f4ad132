"""Portuguese: notes that those who run a program open."""

from programs.notifications.catalogue.languages.language import Text

LEDGER = {"button": "Ver quem abriu o quê", "who": "participa no que foi aberto"}
ADMINISTRATOR = {"who": "faz parte da administração"}
ASKER = {"who": "fez o pedido"}

OPENINGS = {
    "oversight-opened": Text(
        sentence="{by} abriu notas de “{title}” para supervisão ({opened}).",
        subject="Foram abertas notas de {title}",
        more="Todas as pessoas assinaram que isto pode acontecer. A página diz porquê, e que notas suas foram lidas.",
        **LEDGER,
    ),
    "emergency-opened": Text(
        sentence="{by} abriu notas de “{title}” numa emergência ({opened}). Uma segunda pessoa da administração"
        " concordou.",
        subject="Foram abertas notas de {title} numa emergência",
        more="Todas as pessoas assinaram que isto pode acontecer. A página diz porquê, quem concordou e que notas suas"
        " foram lidas.",
        **LEDGER,
    ),
    "emergency-asked": Text(
        sentence="{by} pede para abrir as notas de “{title}” numa emergência. Concorde ou recuse.",
        subject="Emergência: {by} pede para abrir notas de {title}",
        more="Ainda nada foi aberto. A página diz porque é pedido. Passado um dia, o pedido deixa de valer.",
        button="Ler e decidir",
        **ADMINISTRATOR,
    ),
    "emergency-told": Text(
        sentence="{by} abriu notas de “{title}” numa emergência ({opened}).",
        subject="Foram abertas notas de {title} numa emergência",
        more="A página diz porquê e quem concordou.",
        button="Ver como aconteceu",
        **ADMINISTRATOR,
    ),
    "emergency-approved": Text(
        sentence="Pode ler as notas de “{title}” até {closes}.",
        subject="Pode ler as notas de {title}",
        more="Todas as pessoas que participam já sabem.",
        button="Ler as notas",
        **ASKER,
    ),
    "emergency-refused": Text(
        sentence="{by} recusou abrir as notas de “{title}”.",
        subject="Recusado: notas de {title}",
        more="Nada foi aberto.",
        button="Ver em que ponto está",
        **ASKER,
    ),
}
