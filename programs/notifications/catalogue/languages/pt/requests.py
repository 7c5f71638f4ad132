"""Portuguese: evaluations, reminders of what waits, and the test mail."""

from programs.notifications.catalogue.languages.language import Text

ASKED = {"button": "Responder", "who": "lhe pedem as suas respostas"}
FEEDBACK = {"button": "Responder", "who": "lhe pedem a sua opinião"}
BEFORE_ANYTHING = "Demora alguns minutos. Antes de começar, a página diz quem pode ler o que responder."
ONLY_YOU = "Só a si é dito isto. Mais ninguém vê quem respondeu e quem não respondeu."

REQUESTS = {
    "request-asked": Text(
        sentence="Como foi “{title}”? Pedimos as suas respostas até {until}.",
        subject="Como foi {title}?",
        more=BEFORE_ANYTHING,
        **ASKED,
    ),
    "request-before": Text(
        sentence="“{title}” vai começar. Primeiro, algumas perguntas: responda até {until}.",
        subject="Algumas perguntas no início de {title}",
        more=BEFORE_ANYTHING,
        **ASKED,
    ),
    "request-underway": Text(
        sentence="Como está a correr “{title}”? Pedimos as suas respostas até {until}.",
        subject="Como está a correr {title}?",
        more=BEFORE_ANYTHING,
        **ASKED,
    ),
    "request-reminder": Text(
        sentence="As perguntas sobre “{title}” estão abertas até {until}, e ainda não lhes respondeu.",
        subject="Até {until}: perguntas sobre {title}",
        more=ONLY_YOU,
        **ASKED,
    ),
    "feedback-asked": Text(
        sentence="{by} pede a sua opinião. Responda até {until}.",
        subject="{by} pede a sua opinião",
        more=BEFORE_ANYTHING,
        **FEEDBACK,
    ),
    "feedback-wanted": Text(
        sentence="Pedimos a sua opinião sobre {by} até {until}.",
        subject="A sua opinião sobre {by}",
        more=BEFORE_ANYTHING,
        **FEEDBACK,
    ),
    "feedback-reminder": Text(
        sentence="As perguntas sobre {by} estão abertas até {until}, e ainda não lhes respondeu.",
        subject="Até {until}: a sua opinião sobre {by}",
        more=ONLY_YOU,
        **FEEDBACK,
    ),
    "topics-missing": Text(
        sentence="De que quer falar? Ainda não há um tema seu na sessão de “{title}” marcada para {when}.",
        subject="O seu tema para {title}",
        more="Basta uma pergunta. As outras pessoas veem-na e podem preparar-se.",
        button="Acrescentar um tema",
        who="tem lugar nesta sessão e ainda não lhe deu um tema",
    ),
    "action-due": Text(
        sentence="Uma das suas tarefas em “{title}” tem de estar feita {due}.",
        subject="A fazer {due}: a sua tarefa em {title}",
        more="Assinale-a quando estiver feita.",
        button="Ver as suas tarefas",
        who="tem uma tarefa em aberto",
    ),
    "action-overdue": Text(
        sentence="Uma das suas tarefas em “{title}” devia ter ficado feita {due} e continua em aberto.",
        subject="Ainda em aberto: a sua tarefa em {title}",
        more="Assinale-a se estiver feita. Se já não for precisa, diga-o na próxima sessão.",
        button="Ver as suas tarefas",
        who="tem uma tarefa em aberto",
    ),
    "signature-missing": Text(
        sentence="O contrato “{title}” espera pela sua assinatura.",
        subject="Falta a sua assinatura: {title}",
        more="Leia-o primeiro. Podem marcar-se sessões depois de todas as partes assinarem.",
        button="Ler e assinar",
        who="é parte deste contrato e ainda não o assinou",
    ),
    "agreement-missing": Text(
        sentence="O acordo de “{title}” espera pelo seu sim.",
        subject="Concorda? {title}",
        more="Leia-o e mude aquilo com que não pode concordar.",
        button="Ler o acordo",
        who="participa neste círculo e ainda não deu o seu acordo",
    ),
    "times-answer-missing": Text(
        sentence="{by} espera pela sua resposta: que horário convém para uma sessão de “{title}”? Responda até"
        " {closes}.",
        subject="Falta a sua resposta: horários para {title}",
        more="Depois disso, os horários voltam a estar livres.",
        button="Ver os horários",
        who="lhe pedem um horário",
    ),
    "move-answer-missing": Text(
        sentence="{by} espera pela sua resposta: pode mudar-se a sessão de “{title}” marcada para {when}? Responda"
        " até {closes}.",
        subject="Falta a sua resposta: outro horário para {title}",
        more="Sem resposta, a sessão fica onde está.",
        button="Ver os horários",
        who="lhe pedem outro horário",
    ),
    "poll-answer-missing": Text(
        sentence="{by} procura um horário para “{title}” e ainda não tem a sua resposta. Responda até {closes}.",
        subject="Que horário lhe convém? {title}",
        more="Sem a sua resposta, pode ser escolhido um horário que não lhe convém.",
        button="Responder",
        who="participa nestas sessões",
    ),
    "attendance-missing": Text(
        sentence="Realizou-se a sessão de “{title}” marcada para {when}? Diga quem veio.",
        subject="Quem veio? {title}",
        more="Se não se realizou, diga-o: os temas esperam então pela próxima sessão.",
        button="Abrir a sessão",
        who="conduz estas sessões",
    ),
    "note-missing": Text(
        sentence="Ainda não tem uma nota sobre a sessão de “{title}” marcada para {when}.",
        subject="A sua nota sobre {title}",
        more="A si cabe decidir se é partilhada ou só sua.",
        button="Abrir a sessão",
        who="conduz estas sessões e ainda não tem uma nota sobre esta",
    ),
    "test-mail": Text(
        sentence="Este é o e-mail de teste que enviou para o seu endereço.",
        subject="E-mail de teste",
        more="Fez o caminho de todos os e-mails: a base de dados, um processo de fundo e o servidor de e-mail"
        " funcionaram.",
        button="Ver o que foi enviado",
        who="o enviou para o seu endereço",
    ),
}
