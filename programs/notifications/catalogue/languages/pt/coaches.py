"""Portuguese: a client's way to a coach, and credentials."""

from programs.notifications.catalogue.languages.language import Text

RUN = "gere este programa"
LOOK = "procura um coach"
CHECK = "verifica as credenciais dos coaches"
WROTE = "a registou"
COACHES = {
    "coach-asked-for": Text(
        sentence="{by} procura um coach em {title}.",
        subject="{by} procura um coach",
        button="Ver quem serve",
        who=RUN,
        more="Proponha três a cinco coaches. A página diz quem serve e porquê.",
    ),
    "others-asked-for": Text(
        sentence="{by} pede outros coaches em {title}.",
        subject="{by} pede outros coaches",
        button="Propor outros",
        who=RUN,
    ),
    "coaches-proposed": Text(
        sentence="Foram-lhe propostos coaches em {title}. Veja-os lado a lado, conheça-os e escolha.",
        subject="Coaches para si",
        button="Ver os coaches",
        who=LOOK,
    ),
    "coach-declined": Text(
        sentence="{by} não pode agora assumir um novo contrato em {title}. As outras propostas mantêm-se.",
        subject="{by} não pode assumir agora",
        button="Ver as outras propostas",
        who="procura um coach, ou gere este programa",
    ),
    "choice-withdrawn": Text(
        sentence="A procura de um coach em {title} foi terminada por quem gere o programa.",
        subject="A procura de um coach foi terminada",
        button="Abrir",
        who="procurava um coach",
        more="Pergunte-lhes se não o esperava. Pode voltar a pedir um coach.",
    ),
    "coach-to-meet": Text(
        sentence="{by} gostaria de o conhecer antes de escolher um coach.",
        subject="{by} gostaria de o conhecer",
        button="Ver quem pede",
        who="foi proposto como coach",
        more="Podem marcar uma sessão que não conta, ou pode dizer que agora não é possível.",
    ),
    "coach-chosen": Text(
        sentence="{by} escolheu-o como coach.",
        subject="{by} escolheu-o",
        button="Abrir o contrato",
        who="é o coach",
        more="O contrato é agora um rascunho. Vão desenhá-lo em conjunto.",
    ),
    "coach-thanked": Text(
        sentence="{by} não começa desta vez um contrato consigo, e agradece o seu tempo e a sua abertura.",
        subject="Um agradecimento de {by}",
        button="Ver quem pede por si",
        who="foi convidado a conhecer um cliente",
        more="O seu lugar está livre para outra pessoa.",
    ),
    "credential-to-check": Text(
        sentence="{by} registou uma credencial. Veja se é verdadeira.",
        subject="Uma credencial de {by} para verificar",
        button="Verificar",
        who=CHECK,
    ),
    "credential-checked": Text(
        sentence="Uma credencial sua foi verificada. Os clientes veem isso.",
        subject="A sua credencial foi verificada",
        button="Ver a sua página",
        who=WROTE,
    ),
    "credential-refused": Text(
        sentence="Não foi possível confirmar uma credencial sua. Veja se está tudo escrito como deve ser.",
        subject="Não foi possível confirmar a sua credencial",
        button="Ver a sua página",
        who=WROTE,
    ),
    "credential-expires": Text(
        sentence="Uma credencial sua expira {due}.",
        subject="Uma credencial sua expira {due}",
        button="Ver a sua página",
        who=WROTE,
        more="Depois de renovada, escreva a nova data; então é verificada de novo.",
    ),
    "credential-expired": Text(
        sentence="Uma credencial de {by} expirou. A página diz isso.",
        subject="Uma credencial de {by} expirou",
        button="Ver a página",
        who=CHECK,
    ),
}
