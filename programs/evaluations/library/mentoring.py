"""A circle before it begins, halfway and at its end.

Progress, confidence and independence are asked in the same words and under the same keys each time, so that what was
answered can be compared. Mentors are asked what it brings and costs them.
"""

from programs.evaluations.library.mentoring_words import GERMAN, PORTUGUESE
from programs.evaluations.library.standard import SURE, Standard, scale, section, text, yes_no

CORE = [
    scale("progress", "I make progress with what I want to reach."),
    scale("confidence", "I trust in what I can do."),
    scale("alone", "I can find my way through the next difficulty by myself."),
]
OF_MENTORS = [
    section("as-mentor", "For you as mentor", only="mentor"),
    scale("gave", "As mentor, I took something from this for myself.", only="mentor"),
    scale("growth", "Being a mentor makes my own work more meaningful.", only="mentor"),
    scale(
        "load",
        "How heavy is it beside your other work?",
        low="Easy to carry",
        high="Too much",
        only="mentor",
    ),
    text("relief", "What would make it lighter?", only="mentor", when={"key": "load", "is": {"at_least": 4}}),
]
SOURCE = "Progress and benefit after Berk et al. (2005), Academic Medicine 80(1); confidence after Bandura (1997)"
MENTORS = "; mentors’ benefits and costs after Ragins and Scandura (1999), J. Organizational Behavior 20(4)"

BASELINE = Standard(
    "mentoring-baseline",
    "Where you stand today",
    "The same three sentences come again halfway and at the end, so that you see what changed.",
    SOURCE,
    [
        section("today", "Today"),
        *CORE,
        section("ahead", "What lies ahead"),
        text("wish", "What should be different for you at the end?"),
        scale("sure", "How sure are you that the circle can help with it?", **SURE),
    ],
    {"de": GERMAN["mentoring-baseline"], "pt": PORTUGUESE["mentoring-baseline"]},
)

MIDDLE = Standard(
    "mentoring-middle",
    "Halfway",
    "How it goes, while there is time to change something.",
    SOURCE + MENTORS,
    [
        section("today", "Today"),
        *CORE,
        section("together", "How you work together"),
        scale("rhythm", "We meet often enough."),
        scale("trust", "I can say here what I would not say elsewhere."),
        yes_no("keep", "Should it go on as it is?"),
        text("differently", "What should be different from now on?", when={"key": "keep", "is": ["no"]}),
        *OF_MENTORS,
    ],
    {"de": GERMAN["mentoring-middle"], "pt": PORTUGUESE["mentoring-middle"]},
)

END = Standard(
    "mentoring-end",
    "Looking back on the circle",
    "What the circle changed for you, and what the next one should know.",
    SOURCE + MENTORS,
    [
        section("today", "Today"),
        *CORE,
        section("back", "Looking back"),
        yes_no("again", "Would you join a circle again?"),
        text("helped", "What helped you most?"),
        text("change", "What should the next circle do differently?"),
        *OF_MENTORS,
    ],
    {"de": GERMAN["mentoring-end"], "pt": PORTUGUESE["mentoring-end"]},
)

MENTORING = (BASELINE, MIDDLE, END)
