"""Portuguese: sessions."""

from programs.notifications.catalogue.languages.language import Text

SESSION = {"button": "Abrir a sessão", "who": "tem lugar nesta sessão"}
PAST = {"button": "Abrir a sessão", "who": "tinha lugar nesta sessão"}
SEVERAL_PAST = {"who": "tinha lugar nestas sessões"}
BUSY = "A sua ausência fica registada. Se mudar a outra, diga na página desta sessão que vem."

SESSIONS = {
    "session-scheduled": Text(
        sentence="{by} marcou uma sessão de “{title}”: {when}.",
        subject="Nova sessão de {title}",
        **SESSION,
    ),
    "session-scheduled-own": Text(
        sentence="Marcou uma sessão de “{title}”: {when}.",
        subject="Marcada: sessão de {title}",
        **SESSION,
    ),
    "session-moved": Text(
        sentence="A sessão de “{title}” tem um novo horário: {when}. Antes era {was}.",
        subject="Novo horário: sessão de {title}",
        more="Os temas e as notas mantêm-se.",
        **SESSION,
    ),
    "session-kept-wall-time": Text(
        sentence="As regras da hora legal mudaram. A sessão de “{title}” mantém-se na hora combinada: {when}.",
        subject="A mesma hora, novas regras: sessão de {title}",
        more="Se deixar de lhe convir, mude-a na página da sessão.",
        **SESSION,
    ),
    "session-lost-wall-time": Text(
        sentence="As regras da hora legal mudaram: a sessão de “{title}” passa a ser {when}, e não como foi"
        " combinado. Alguém tem outra sessão a essa hora.",
        subject="Precisa de um novo horário: sessão de {title}",
        more="Mude-a na página da sessão ou deixe-a como está.",
        **SESSION,
    ),
    "session-moved-own": Text(
        sentence="Mudou a sessão de “{title}”: {when}. Antes era {was}.",
        subject="Mudada: sessão de {title}",
        **SESSION,
    ),
    "session-scheduled-busy": Text(
        sentence="{by} marcou uma sessão de “{title}”: {when}. Tem outra sessão a essa hora.",
        subject="Nova sessão de {title}, à hora de outra sua",
        more=BUSY,
        **SESSION,
    ),
    "session-moved-busy": Text(
        sentence="A sessão de “{title}” tem um novo horário: {when}. Tem outra sessão a essa hora. Antes era {was}.",
        subject="Novo horário, à hora de outra sua: sessão de {title}",
        more=BUSY,
        **SESSION,
    ),
    "session-place-changed": Text(
        sentence="A sessão de “{title}” mudou de local ou de videochamada: {when}, como antes.",
        subject="Novo local: sessão de {title}",
        more="A página da sessão e o seu calendário dizem onde é.",
        **SESSION,
    ),
    "session-place-changed-own": Text(
        sentence="Mudou o local ou a videochamada da sessão de “{title}”: {when}, como antes.",
        subject="Novo local: sessão de {title}",
        **SESSION,
    ),
    "session-cancelled": Text(
        sentence="A sessão de “{title}” foi cancelada. Estava marcada para {when}.",
        subject="Cancelada: sessão de {title}",
        more="O horário fica livre. Os temas esperam pela próxima sessão.",
        **PAST,
    ),
    "session-cancelled-own": Text(
        sentence="Cancelou a sessão de “{title}”. Estava marcada para {when}.",
        subject="Cancelada: sessão de {title}",
        **PAST,
    ),
    "session-joined": Text(
        sentence="Tem lugar nesta sessão de “{title}”: {when}.",
        subject="Sessão de {title}",
        **SESSION,
    ),
    "sessions-joined": Text(
        sentence="Tem lugar nas {count} sessões marcadas de “{title}”. A próxima: {when}.",
        subject="{count} sessões de {title}",
        button="Abrir {title}",
        who="tem lugar nestas sessões",
    ),
    "sessions-left": Text(
        sentence="Já não tem lugar em “{title}”: {planned} fora do seu calendário.",
        subject="Fora do seu calendário: sessões de {title}",
        button="Abrir o calendário",
        **SEVERAL_PAST,
    ),
    "sessions-ended": Text(
        sentence="“{title}” chega ao fim: {planned} sem efeito.",
        subject="Canceladas: sessões de {title}",
        button="Abrir {title}",
        **SEVERAL_PAST,
    ),
    "sessions-ended-own": Text(
        sentence="Deu “{title}” por terminado: {planned} sem efeito.",
        subject="Canceladas: sessões de {title}",
        button="Abrir {title}",
        **SEVERAL_PAST,
    ),
    "session-reminder": Text(
        sentence="A sua sessão de “{title}”: {when}.",
        subject="{begins}: sessão de {title}",
        **SESSION,
    ),
}
