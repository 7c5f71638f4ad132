"""Portuguese: what comes ahead of a session."""

from programs.notifications.catalogue.languages.language import Text

PREPARING = {
    "agenda-there": Text(
        sentence="Já há temas para a sessão de “{title}” marcada para {when}: {count}.",
        subject="Temas para {title}: {count}",
        more="O que dizem está na página da sessão.",
        button="Ver os temas",
        who="conduz esta sessão",
    ),
    "agenda-empty": Text(
        sentence="Ainda não há nada para a sessão de “{title}” marcada para {when}: ninguém enviou um tema.",
        subject="Ainda nada para {title}",
        more="Pode propor um tema, ou perguntar no início.",
        button="Abrir a sessão",
        who="conduz esta sessão",
    ),
    "question-asked": Text(
        sentence="{by} tem uma pergunta para si em “{title}”.",
        subject="Uma pergunta de {by}",
        more="Fica na próxima agenda até ter resposta.",
        button="Ler a pergunta",
        who="conduz este programa",
    ),
    "question-answered": Text(
        sentence="{by} marcou como respondida uma pergunta sua em “{title}”.",
        subject="Respondida: a sua pergunta em {title}",
        more="Não está? Reabra-a, e volta à próxima agenda.",
        button="Ver a resposta",
        who="a fez",
    ),
}
