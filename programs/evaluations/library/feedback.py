"""How others see somebody's work."""

from programs.evaluations.library.standard import OFTEN, Standard, scale, section, text

FEEDBACK_360 = Standard(
    "feedback-360",
    "How others see this person’s work",
    "Think of the last three months. Say what you have seen, not what you have heard.",
    "Competencies chosen after Yukl (2012), Effective leadership behavior, Academy of Management Perspectives 26(4)",
    [
        section("people", "With people"),
        scale("delegating", "Delegating", help="Hands over the task and the say in it.", **OFTEN),
        scale("listening", "Listening", help="Lets others finish, and asks before answering.", **OFTEN),
        scale("feedback", "Giving feedback", help="Soon, on what was done, in a way that helps.", **OFTEN),
        section("tasks", "With work"),
        scale("direction", "Setting direction", help="Others know what matters, and why.", **OFTEN),
        scale("deciding", "Deciding", help="In time, and with reasons that others can follow.", **OFTEN),
        scale("calm", "Staying calm", help="Also when it goes wrong.", **OFTEN),
        section("words", "In words"),
        text("comment", "One thing to keep doing, and one to try"),
    ],
    about_a_person=True,
)
