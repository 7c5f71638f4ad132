"""The mentoring questionnaires in German and Portuguese."""

from programs.evaluations.library.standard import translated

DE, PT = ("Gar nicht", "Sehr"), ("Nada", "Muito")
CORE_DE = {
    "today": "Heute",
    "progress": "Ich komme mit dem voran, was ich erreichen will.",
    "confidence": "Ich vertraue auf das, was ich kann.",
    "alone": "Bei der nächsten Schwierigkeit finde ich selbst einen Weg.",
}
MENTORS_DE = {
    "as-mentor": "Für Sie als Mentor oder Mentorin",
    "gave": "Als Mentor oder Mentorin nehme ich selbst etwas mit.",
    "growth": "Meine eigene Arbeit wird dadurch sinnvoller.",
    "load": "Wie schwer wiegt es neben Ihrer übrigen Arbeit?",
    "relief": "Was würde es leichter machen?",
}
LOAD_DE = {"low": "Leicht zu tragen", "high": "Zu viel"}
CORE_PT = {
    "today": "Hoje",
    "progress": "Avanço no que quero alcançar.",
    "confidence": "Confio no que sei fazer.",
    "alone": "Consigo encontrar sozinho(a) o caminho na próxima dificuldade.",
}
MENTORS_PT = {
    "as-mentor": "Para si, como mentor(a)",
    "gave": "Como mentor(a), também eu ganho algo com isto.",
    "growth": "Ser mentor(a) dá mais sentido ao meu próprio trabalho.",
    "load": "Quanto pesa ao lado do seu restante trabalho?",
    "relief": "O que o tornaria mais leve?",
}
LOAD_PT = {"low": "Leva-se bem", "high": "É demais"}

GERMAN = {
    "mentoring-baseline": translated(
        "Wo Sie heute stehen",
        "Dieselben drei Sätze kommen zur Halbzeit und am Ende wieder; so sehen Sie, was sich verändert hat.",
        DE,
        {
            **CORE_DE,
            "ahead": "Was vor Ihnen liegt",
            "wish": "Was soll am Ende anders sein?",
            "sure": "Wie sicher sind Sie, dass der Kreis dabei helfen kann?",
        },
        sure={"low": "Gar nicht sicher", "high": "Völlig sicher"},
    ),
    "mentoring-middle": translated(
        "Halbzeit",
        "Wie es läuft, solange sich noch etwas ändern lässt.",
        DE,
        {
            **CORE_DE,
            "together": "Wie Sie zusammenarbeiten",
            "rhythm": "Wir treffen uns oft genug.",
            "trust": "Hier kann ich sagen, was ich anderswo nicht sagen würde.",
            "keep": "Soll es so weitergehen?",
            "differently": "Was soll ab jetzt anders sein?",
            **MENTORS_DE,
        },
        load=LOAD_DE,
    ),
    "mentoring-end": translated(
        "Rückblick auf den Kreis",
        "Was der Kreis für Sie verändert hat, und was der nächste wissen sollte.",
        DE,
        {
            **CORE_DE,
            "back": "Rückblick",
            "again": "Würden Sie wieder an einem Kreis teilnehmen?",
            "helped": "Was hat Ihnen am meisten geholfen?",
            "change": "Was sollte der nächste Kreis anders machen?",
            **MENTORS_DE,
        },
        load=LOAD_DE,
    ),
}

PORTUGUESE = {
    "mentoring-baseline": translated(
        "Onde está hoje",
        "As mesmas três frases voltam a meio e no fim, para que veja o que mudou.",
        PT,
        {
            **CORE_PT,
            "ahead": "O que vem a seguir",
            "wish": "O que deve ser diferente no fim?",
            "sure": "Que certeza tem de que o círculo pode ajudar?",
        },
        sure={"low": "Nenhuma certeza", "high": "Toda a certeza"},
    ),
    "mentoring-middle": translated(
        "A meio do caminho",
        "Como está a correr, enquanto ainda se pode mudar alguma coisa.",
        PT,
        {
            **CORE_PT,
            "together": "Como trabalham em conjunto",
            "rhythm": "Encontramo-nos com frequência suficiente.",
            "trust": "Aqui posso dizer o que não diria noutro lugar.",
            "keep": "Deve continuar como está?",
            "differently": "O que deve ser diferente a partir de agora?",
            **MENTORS_PT,
        },
        load=LOAD_PT,
    ),
    "mentoring-end": translated(
        "Olhar para trás",
        "O que o círculo mudou para si, e o que o próximo deve saber.",
        PT,
        {
            **CORE_PT,
            "back": "Olhando para trás",
            "again": "Voltaria a participar num círculo?",
            "helped": "O que mais o(a) ajudou?",
            "change": "O que deve o próximo círculo fazer de outra forma?",
            **MENTORS_PT,
        },
        load=LOAD_PT,
    ),
}
