"""A course on the first three of Kirkpatrick's levels: reaction, learning, behaviour."""

from programs.evaluations.library.standard import Standard, scale, section, text, yes_no

KIRKPATRICK = "Kirkpatrick and Kirkpatrick (2006), Evaluating Training Programs, 3rd edition"
KNOWLEDGE = {"low": "Hardly at all", "high": "Well enough to teach it"}
LEARNING = [
    scale("know", "I know what matters in this subject.", **KNOWLEDGE),
    scale("explain", "I can explain it to a colleague.", **KNOWLEDGE),
    scale("apply", "I can use it in a difficult case.", **KNOWLEDGE),
]

REACTION = Standard(
    "training-reaction",
    "About the course",
    "What was of use to you, and what you will do with it.",
    f"Level 1, reaction: {KIRKPATRICK}",
    [
        scale("relevant", "What I learned fits the work I do."),
        scale("recommend", "I would recommend the course to a colleague."),
        scale("use", "I will use what I learned within a month."),
        text("better", "What would make the course better?"),
    ],
)

BEFORE = Standard(
    "training-learning-before",
    "Before the course",
    "How well you know the subject today. After the course the same comes again.",
    f"Level 2, learning, rated by oneself: {KIRKPATRICK}",
    [*LEARNING, text("expect", "What do you want to be able to do afterwards?")],
)

AFTER = Standard(
    "training-learning-after",
    "After the course",
    "How well you know the subject now, in the same words as before.",
    f"Level 2, learning, rated by oneself: {KIRKPATRICK}",
    [*LEARNING, text("open", "What is still not clear?")],
)

BEHAVIOUR = Standard(
    "training-behaviour",
    "Three months later",
    "What became of it at work.",
    f"Level 3, behaviour: {KIRKPATRICK}",
    [
        yes_no("used", "Have you used what you learned?"),
        section("use", "Using it", when={"key": "used", "is": ["yes"]}),
        {
            "key": "often",
            "type": "choice",
            "label": "How often?",
            "options": [
                {"value": "once", "label": "Once or twice"},
                {"value": "monthly", "label": "Some times a month"},
                {"value": "weekly", "label": "Every week"},
            ],
        },
        scale("easier", "It made my work better or easier."),
        section("not-used", "Not using it", when={"key": "used", "is": ["no"]}),
        {
            "key": "hindered",
            "type": "choices",
            "label": "What stood in the way?",
            "options": [
                {"value": "occasion", "label": "There was no occasion"},
                {"value": "time", "label": "No time"},
                {"value": "support", "label": "Nobody supported it"},
                {"value": "unsure", "label": "I was not sure enough"},
                {"value": "other", "label": "Something else"},
            ],
        },
        section("last", "And now"),
        scale("supported", "Those I work with support it."),
        text("needs", "What would help you to use more of it?"),
    ],
)

TRAINING = (REACTION, BEFORE, AFTER, BEHAVIOUR)
