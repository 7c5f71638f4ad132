"""Portuguese: the sentences that every mail has, the small words, and the topics."""

from programs.notifications.catalogue.languages.language import RuleWords, SmallWords, TopicWords

WEEK = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira")
WEEKEND = ("sábado", "domingo")
WEEK_NTH = {1: "na primeira", 2: "na segunda", 3: "na terceira", 4: "na quarta", -1: "na última"}
WEEKEND_NTH = {1: "no primeiro", 2: "no segundo", 3: "no terceiro", 4: "no quarto", -1: "no último"}
NUMBERS = {
    3: "três",
    4: "quatro",
    5: "cinco",
    6: "seis",
    7: "sete",
    8: "oito",
    9: "nove",
    10: "dez",
    11: "onze",
    12: "doze",
}

SMALL = SmallWords(
    somebody="Alguém",
    minute="Daqui a um minuto",
    minutes="Daqui a {count} minutos",
    hour="Daqui a uma hora",
    hours="Daqui a {count} horas",
    near={-1: "ontem", 0: "hoje", 1: "amanhã"},
    planned_one="a sessão marcada fica",
    planned_many="as {count} sessões marcadas ficam",
    clash_one=" À hora de uma destas sessões já tem outra: nessa fica registada a sua ausência.",
    clash_many=" À hora de {count} destas sessões já tem outras: nessas fica registada a sua ausência.",
    rule=RuleWords(
        week="todas as semanas",
        weeks="de {count} em {count} semanas",
        month="todos os meses",
        months="de {count} em {count} meses",
        weeks_numbers={2: "duas", **NUMBERS},
        months_numbers={2: "dois", **NUMBERS},
        on=(*(f"à {day}" for day in WEEK), *(f"ao {day}" for day in WEEKEND)),
        nth=(
            *({number: f"{words} {day}" for number, words in WEEK_NTH.items()} for day in WEEK),
            *({number: f"{words} {day}" for number, words in WEEKEND_NTH.items()} for day in WEEKEND),
        ),
        both=" e ",
        dates="em datas escolhidas",
    ),
)

MAIL = {
    "hello": "Olá, {first_name},",
    "why": "Recebe este e-mail de {organization} porque {who}.",
    "cannot_end": "Não é possível desativar estes e-mails: {reason}",
    "end": "Não receber mais e-mails sobre “{topic}”",
    "end_digest": "Deixar de receber o resumo",
    "settings": "Escolher como recebe os avisos",
    "coming": "Posso ir",
    "not_coming": "Não posso ir",
    "answer": "Ambas as respostas funcionam sem iniciar sessão. Os botões de resposta do seu programa de e-mail não nos"
    " chegam.",
    "take_in": "Abra all-sessions.ics para as pôr no seu calendário de uma só vez. Cada uma vai também em anexo"
    " próprio.",
    "take_out": "Se alguma sessão ainda estiver no seu calendário, abra o ficheiro anexo: assim é retirada.",
    "digest_title": "O seu resumo de {organization}",
    "digest_subject_one": "O seu resumo: um aviso de {organization}",
    "digest_subject": "O seu resumo: {count} avisos de {organization}",
    "digest_heading_one": "Um aviso para si",
    "digest_heading": "{count} avisos para si",
    "digest_new": "Estas são as novidades desde o seu último resumo.",
    "digest_why": "Recebe este e-mail de {organization} porque escolheu ter estes avisos num resumo.",
    "digest_elsewhere": "Em {organization}",
    "digest_all": "Ver todos os avisos",
}

TOPICS = {
    "sessions": TopicWords(
        "Sessões marcadas, mudadas ou canceladas",
        "Outras pessoas contam consigo e, sem eles, o seu calendário estaria errado.",
    ),
    "reminders": TopicWords("Lembretes de sessões"),
    "waiting": TopicWords("Lembretes do que está à sua espera"),
    "times": TopicWords("Horários propostos e sondagens"),
    "signing": TopicWords(
        "Contratos por assinar",
        "O contrato só vale depois de todas as partes assinarem, por isso as outras esperam por si.",
    ),
    "agreements": TopicWords("Contratos e acordos"),
    "beginnings": TopicWords("Programas que começam"),
    "endings": TopicWords(
        "Programas que terminam para si", "É por estes e-mails que as sessões marcadas saem do seu calendário."
    ),
    "keeping": TopicWords("Textos que são apagados", "Depois desse dia ninguém consegue recuperar o texto."),
    "courses": TopicWords("Cursos"),
    "openings": TopicWords("Notas que são abertas", "Está acordado que todas as pessoas envolvidas sejam informadas."),
    "evaluations": TopicWords("Avaliações"),
    "own": TopicWords("E-mails para si", "Este e-mail foi enviado por si."),
    "coaches": TopicWords("Coaches e credenciais"),
    "passing-on": TopicWords("Apresentações e histórias"),
    "people": TopicWords("Pessoas"),
}
