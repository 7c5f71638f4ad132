"""Portuguese: engagements of every kind."""

from programs.notifications.catalogue.languages.language import Text

PARTY = {"who": "é parte deste contrato"}

ENGAGEMENTS = {
    "participant-joined": Text(
        sentence="Tem lugar em “{title}”.",
        subject="Tem lugar em {title}",
        button="Ver de que se trata",
        who="participa neste programa",
    ),
    "engagement-started": Text(
        sentence="“{title}” começou.",
        subject="{title} começou",
        button="Abrir {title}",
        who="participa neste programa",
    ),
    "engagement-closed": Text(
        sentence="“{title}” terminou.",
        subject="{title} terminou",
        more="O que lá partilhou continua a poder ser lido por quem já o podia ler.",
        button="Abrir {title}",
        who="participou neste programa",
    ),
    "engagement-cancelled": Text(
        sentence="“{title}” não se vai realizar.",
        subject="{title} não se vai realizar",
        button="Abrir {title}",
        who="tinha lugar neste programa",
    ),
    "engagement-closed-own": Text(
        sentence="Deu “{title}” por terminado, por isso as sessões marcadas foram canceladas.",
        subject="{title} terminou",
        button="Abrir {title}",
        who="participou neste programa",
    ),
    "engagement-cancelled-own": Text(
        sentence="Cancelou “{title}” e, com isso, as sessões marcadas.",
        subject="{title} não se vai realizar",
        button="Abrir {title}",
        who="tinha lugar neste programa",
    ),
    "contract-for-signing": Text(
        sentence="O contrato “{title}” está pronto para assinar.",
        subject="Para assinar: {title}",
        more="Leia-o primeiro. Só vale depois de todas as partes assinarem a mesma versão.",
        button="Ler e assinar",
        **PARTY,
    ),
    "contract-signed": Text(
        sentence="{by} assinou o contrato “{title}”.",
        subject="{by} assinou: {title}",
        button="Abrir o contrato",
        **PARTY,
    ),
    "contract-agreed": Text(
        sentence="Todas as partes assinaram: o contrato “{title}” está em vigor.",
        subject="Acordado: {title}",
        more="A partir de agora podem marcar-se sessões.",
        button="Abrir o contrato",
        **PARTY,
    ),
    "learner-enrolled": Text(
        sentence="Tem lugar em “{title}”.{clash}",
        subject="O seu lugar em {title}",
        button="Abrir o curso",
        who="se inscreveu neste curso",
    ),
    "learner-waitlisted": Text(
        sentence="“{title}” não tem vagas. O seu nome está na lista de espera.",
        subject="Lista de espera: {title}",
        more="Quando houver uma vaga, é de quem espera há mais tempo, e terá logo notícia disso.",
        button="Abrir o curso",
        who="o seu nome está na lista de espera deste curso",
    ),
    "place-opened": Text(
        sentence="Abriu uma vaga em “{title}” e é agora sua.{clash}",
        subject="Tem agora lugar em {title}",
        more="Se já não puder vir, desista do lugar, para que o receba a pessoa seguinte.",
        button="Abrir o curso",
        who="o seu nome estava na lista de espera deste curso",
    ),
    "waiting-list-closed": Text(
        sentence="A lista de espera de “{title}” foi fechada. Não chegou a haver vaga para si.",
        subject="Lista de espera fechada: {title}",
        button="Ver outros cursos",
        who="o seu nome estava na lista de espera deste curso",
    ),
    "certificate-issued": Text(
        sentence="Concluiu “{title}”. O seu certificado está pronto.",
        subject="O seu certificado de {title}",
        button="Ver o certificado",
        who="concluiu este curso",
    ),
    "agreement-changed": Text(
        sentence="O acordo de “{title}” mudou. Leia-o e diga se concorda.",
        subject="Acordo alterado: {title}",
        button="Ler o acordo",
        who="participa neste círculo",
    ),
    "member-left": Text(
        sentence="{by} saiu de “{title}”.",
        subject="{by} saiu de {title}",
        more="O que essa pessoa partilhou fica no círculo.",
        button="Abrir o círculo",
        who="conduz este círculo",
    ),
    "person-taken-out": Text(
        sentence="Já não tem lugar em “{title}”. Quem gere o programa mudou quem participa.",
        subject="O seu lugar em {title}",
        more="O que partilhou fica no círculo. Se tiver dúvidas, pergunte a quem gere o programa.",
        button="Ver os seus programas",
        who="tinha lugar neste círculo",
    ),
    "invitation-accepted": Text(
        sentence="{by} aceitou o seu convite e já faz parte da organização.",
        subject="{by} aceitou o seu convite",
        button="Ver as pessoas",
        who="enviou o convite",
    ),
}
