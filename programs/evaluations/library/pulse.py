"""A minute after a session."""

from programs.evaluations.library.standard import Standard, scale, translated

PULSE = Standard(
    "session-pulse",
    "After the session",
    "Three questions, one minute.",
    "After the Session Rating Scale: Duncan, Miller, Sparks, Claud, Reynolds, Brown and Johnson (2003)",
    [
        scale("heard", "I was heard."),
        scale("topic", "We worked on what matters to me."),
        scale("next", "I know what I will do next."),
    ],
    {
        "de": translated(
            "Nach der Sitzung",
            "Drei Fragen, eine Minute.",
            ("Gar nicht", "Sehr"),
            {
                "heard": "Ich wurde gehört.",
                "topic": "Wir haben an dem gearbeitet, was mir wichtig ist.",
                "next": "Ich weiß, was ich als Nächstes tun werde.",
            },
        ),
        "pt": translated(
            "Depois da sessão",
            "Três perguntas, um minuto.",
            ("Nada", "Muito"),
            {
                "heard": "Fui ouvido(a).",
                "topic": "Trabalhámos no que é importante para mim.",
                "next": "Sei o que vou fazer a seguir.",
            },
        ),
    },
)
