"""A coaching contract before it begins and at its end."""

from programs.evaluations.library.standard import SURE, Standard, scale, section, text

OF_CLIENT = [
    scale("confidence", "I trust in what I can do."),
    scale("alone", "I can find my way through the next difficulty by myself."),
]

BASELINE = Standard(
    "coaching-baseline",
    "Before the coaching",
    "Where the client stands. The end asks how far it went.",
    "Goal attainment after Grant (2003), Social Behavior and Personality 31(3); confidence after Bandura (1997)",
    [
        section("client", "For you as client", only="client"),
        scale("clear", "I know what I want to be different.", only="client"),
        *({**question, "only": "client"} for question in OF_CLIENT),
        scale("ready", "How sure are you that you will find the time for it?", only="client", **SURE),
        section("hopes", "For everybody"),
        text("seen-then", "By what will others see that it was worth it?"),
    ],
)

END = Standard(
    "coaching-end",
    "Looking back on the coaching",
    "What was reached, what can be seen of it, and how you worked together.",
    "Bond, tasks, goals after Bordin (1979), Psychotherapy 16(3), and the Working Alliance Inventory (1989)",
    [
        section("results", "What came of it"),
        scale("reached", "The objectives were reached."),
        scale("seen", "The change can be seen at work."),
        *({**question, "only": "client"} for question in OF_CLIENT),
        section("alliance", "How you worked together"),
        scale("bond", "There was trust between coach and client."),
        scale("tasks", "The time was spent on the right things."),
        scale("goals", "Everybody agreed on what the coaching was for."),
        text("said", "What made the difference, or was missing?"),
    ],
)

COACHING = (BASELINE, END)
