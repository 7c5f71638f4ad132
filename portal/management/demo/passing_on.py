"""Stories that are told, one that waits for a yes, and introductions in each state."""

from portal.management.demo.mentoring import CircleStory
from portal.management.demo.sessions import place
from programs.mentoring.actions import answer_introduction, introduce
from programs.notes.actions import answer_story, write_story

FIRST = (
    "In my first month I did the rota myself every Sunday night, because I did not trust anybody with it. In the "
    "fifth week I forgot it, and the nurses made it without me by Monday noon. It was better than mine.\n\nGive the "
    "thing away that you are proudest of. If it breaks, you learn what you never explained; if it does not, you have "
    "your Sundays back."
)
SECOND = (
    "Somebody asked me how long one waits before saying something. I waited four months with a colleague who came "
    "late. By then it was a file, and I talked like one. Say it in the week in which it happens, in two sentences, and "
    "then be quiet: the other one needs the silence more than your reasons."
)
THIRD = "When I came back from leave I answered every mail of eight months. Nobody had waited for one of them."


def tell(story: CircleStory) -> None:
    """On the way of the first-time leads."""

    def write(days: int, title: str, text: str, challenge: str, about: str = "", yes: bool = False) -> None:
        def act():
            teller = place(story.people, story.mentor, story.id)
            other = place(story.people, about, story.id) if about else None
            made = write_story(title=title, text=text, challenge=challenge, about=other, named=False, by=teller)
            if yes:
                answer_story(story=made, yes=True, by=other.membership)

        story.at(story.timeline.exactly(days, 18), act)

    write(-100, "The rota that I forgot", FIRST, "challenge")
    write(-80, "Two sentences, then silence", SECOND, "question", about="jonas", yes=True)
    write(-3, "Eight months of mail", THIRD, "goal", about="amara")
    _introduce(story, -60, "priya", "mei", "Both of you build a team from people who never chose each other.", 2)
    _introduce(story, -2, "amara", "kim", "Kim took over admissions when it doubled, as your day clinic does now.", 0)


def _introduce(story: CircleStory, days: int, mentee: str, contact: str, why: str, answers: int) -> None:
    def act():
        made = introduce(
            circle=story.circle(),
            mentee=place(story.people, mentee, story.id),
            contact=story.people[contact],
            why=why,
            by=place(story.people, story.mentor, story.id),
        )
        for key in (mentee, contact)[:answers]:
            answer_introduction(introduction=made, yes=True, by=story.people[key])

    story.at(story.timeline.exactly(days, 17), act)
