"""Portuguese: exercises, and the question that supporters get."""

from programs.notifications.catalogue.languages.language import Text

PRACTISING = {
    "exercise-assigned": Text(
        sentence="{by} deu-lhe um exercício em “{title}”, com prazo {due}.",
        subject="Um exercício de {by}: {title}",
        more="O que há a fazer está na página do exercício. Escreva lá o que resultou.",
        button="Ler o exercício",
        who="tem lá um exercício",
    ),
    "exercise-handed-in": Text(
        sentence="{by} entregou um exercício em “{title}”.",
        subject="Entregue: um exercício de {by}",
        more="Pode responder na página do exercício.",
        button="Ler o que foi entregue",
        who="conduz este programa",
    ),
    "exercise-answered": Text(
        sentence="{by} respondeu ao que entregou em “{title}”.",
        subject="Uma resposta de {by}: {title}",
        more="Está na página do exercício, por baixo do que escreveu.",
        button="Ler a resposta",
        who="entregou o exercício",
    ),
    "exercise-due": Text(
        sentence="Um exercício seu em “{title}” tem prazo {due}.",
        subject="Prazo {due}: o seu exercício em {title}",
        more="Duas linhas sobre o que resultou são suficientes.",
        button="Abrir o exercício",
        who="tem lá um exercício por entregar",
    ),
    "supporter-asked": Text(
        sentence="{by} pede-lhe que diga, de poucas em poucas semanas, o que vê de algo em que está a trabalhar.",
        subject="{by} pede a sua opinião",
        more="É uma pergunta e demora um minuto. Do que se trata, e quem lê as suas respostas, está na página; lá "
        "também pode dizer que não.",
        button="Ver do que se trata",
        who="é convidado a dar a sua opinião",
    ),
    "pulse-asked": Text(
        sentence="{by} pergunta o que vê: uma pergunta, um minuto.",
        subject="Uma pergunta sobre {by}",
        more="O seu nome fica junto da resposta. Se não quiser receber mais perguntas, diga-o na página.",
        button="Responder à pergunta",
        who="foi convidado a dar a sua opinião",
    ),
}
