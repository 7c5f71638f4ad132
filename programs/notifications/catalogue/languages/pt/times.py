"""Portuguese: how times are found, by proposals, polls and series."""

from programs.notifications.catalogue.languages.language import Text

ASKED = {"button": "Ver os horários", "who": "lhe pedem um horário"}
ASKED_TO_MOVE = {"button": "Ver os horários", "who": "lhe pedem outro horário"}
PROPOSED = {"button": "Procurar outro horário", "who": "propôs estes horários"}
SESSION = {"button": "Abrir a sessão", "who": "tem lugar nesta sessão"}
POLL = {"who": "participa nestas sessões"}
SERIES = {"button": "Abrir a série", "who": "tem lugar nestas sessões"}
SERIES_PAST = {"button": "Abrir a série", "who": "tinha lugar nestas sessões"}

TIMES = {
    "times-proposed": Text(
        sentence="{by} propõe horários para uma sessão de “{title}”. Ficam reservados até {closes}.",
        subject="Que horário lhe convém? {title}",
        more="Aceite um deles e a sessão fica marcada.",
        **ASKED,
    ),
    "move-asked": Text(
        sentence="{by} pede outro horário para a sessão de “{title}” marcada para {when}. Responda até {closes}.",
        subject="Outro horário para a sua sessão de {title}?",
        more="A sessão fica onde está até aceitar um dos horários.",
        **ASKED_TO_MOVE,
    ),
    "times-withdrawn": Text(
        sentence="{by} retirou os horários que propôs para uma sessão de “{title}”. Já não precisa de responder.",
        subject="Já não é preciso: horários para {title}",
        button="Ver o que aconteceu",
        who="lhe pediram um horário",
    ),
    "times-declined": Text(
        sentence="Nenhum dos horários que propôs para uma sessão de “{title}” convém a {by}. Voltam a estar livres.",
        subject="Ainda sem horário: sessão de {title}",
        **PROPOSED,
    ),
    "times-expired": Text(
        sentence="Ninguém respondeu a tempo: os horários que propôs para uma sessão de “{title}” voltam a estar"
        " livres.",
        subject="Sem resposta: horários para {title}",
        **PROPOSED,
    ),
    "time-accepted": Text(
        sentence="{by} aceitou um dos horários propostos. A sessão de “{title}” está marcada: {when}.",
        subject="Marcada: sessão de {title}",
        **SESSION,
    ),
    "time-accepted-own": Text(
        sentence="Aceitou um dos horários propostos. A sessão de “{title}” está marcada: {when}.",
        subject="Marcada: sessão de {title}",
        **SESSION,
    ),
    "poll-opened": Text(
        sentence="{by} procura um horário para “{title}”: que horários lhe convêm? Responda até {closes}.",
        subject="Que horário lhe convém? {title}",
        more="Demora um minuto. Quem participa nas sessões vê a sua resposta, e pode mudá-la até lá.",
        button="Responder",
        **POLL,
    ),
    "poll-chased": Text(
        sentence="Falta a sua resposta: {by} procura um horário para “{title}”. Responda até {closes}.",
        subject="Falta a sua resposta: um horário para {title}",
        more="Sem ela, pode ser escolhido um horário que não lhe convém.",
        button="Responder",
        **POLL,
    ),
    "poll-closed": Text(
        sentence="As respostas chegaram: marque o horário que mais convém para “{title}”.",
        subject="Escolha um horário para {title}",
        button="Ver as respostas",
        **POLL,
    ),
    "poll-dropped": Text(
        sentence="{by} desistiu da sondagem sobre um horário para “{title}”. Nada foi marcado.",
        subject="Nenhum horário escolhido para {title}",
        button="Ver a sondagem",
        **POLL,
    ),
    "series-scheduled": Text(
        sentence="{by} marcou {count} sessões de “{title}”, {rule}. A primeira: {when}. A última: {last}.{clash}",
        subject="{count} novas sessões de {title}",
        more="Se não puder ir a alguma delas, diga-o na página da sessão.",
        **SERIES,
    ),
    "series-scheduled-own": Text(
        sentence="Marcou {count} sessões de “{title}”, {rule}. A primeira: {when}. A última: {last}.",
        subject="Marcadas: {count} sessões de {title}",
        **SERIES,
    ),
    "series-moved": Text(
        sentence="{count} sessões de “{title}” têm novos horários. A primeira passa a ser {when}; antes era {was}."
        " A última: {last}.{clash}",
        subject="Novos horários: {count} sessões de {title}",
        more="Os temas e as notas mantêm-se.",
        **SERIES,
    ),
    "series-moved-own": Text(
        sentence="Mudou {count} sessões de “{title}”. A primeira passa a ser {when}; antes era {was}."
        " A última: {last}.",
        subject="Mudadas: {count} sessões de {title}",
        **SERIES,
    ),
    "series-place-changed": Text(
        sentence="{count} sessões de “{title}” mudaram de local ou de videochamada, nos mesmos horários. A primeira:"
        " {when}.",
        subject="Novo local: {count} sessões de {title}",
        more="As páginas das sessões e o seu calendário dizem onde são.",
        **SERIES,
    ),
    "series-place-changed-own": Text(
        sentence="Mudou o local ou a videochamada de {count} sessões de “{title}”. A primeira: {when}, como antes.",
        subject="Novo local: {count} sessões de {title}",
        **SERIES,
    ),
    "series-cancelled": Text(
        sentence="{count} sessões de “{title}” foram canceladas. A primeira estava marcada para {when}, a última para"
        " {last}.",
        subject="Canceladas: {count} sessões de {title}",
        more="Os horários ficam livres. Os temas esperam pela próxima sessão.",
        **SERIES_PAST,
    ),
    "series-cancelled-own": Text(
        sentence="Cancelou {count} sessões de “{title}”. A primeira estava marcada para {when}, a última para {last}.",
        subject="Canceladas: {count} sessões de {title}",
        **SERIES_PAST,
    ),
}
