"""Clauses to begin a library with. Written for this portal; each names what it answers to in the bodies' own lists.

ICF: the Core Competencies of the International Coaching Federation (2019), competency 3, markers 3.01 to 3.08, and its
Code of Ethics. EMCC: the Global Code of Ethics (2021), which EMCC Global and others share.
"""

from dataclasses import dataclass

from programs.coaching.models import ClauseTopic

ICF, EMCC = "ICF core competency", "Global Code of Ethics"


@dataclass(frozen=True)
class BuiltIn:
    """A clause that comes with the portal.

    Args:
        slug: what a form names it by.
        source: whose list asks for it.
        preset: new contracts begin with it.
        private: between client and coach; the sponsor's agreement leaves it out.
    """

    slug: str
    topic: ClauseTopic
    title: str
    text: str
    source: str
    preset: bool = False
    private: bool = False


BUILT_IN: tuple[BuiltIn, ...] = (
    BuiltIn(
        "logistics",
        ClauseTopic.LOGISTICS,
        "Where and how sessions take place",
        "Sessions take place by video or in a room that both have agreed on. Each of us is in a place where nobody else"
        " listens. Nothing is recorded unless both have said yes before.",
        f"{ICF} 3.02",
        preset=True,
    ),
    BuiltIn(
        "fees-organization",
        ClauseTopic.FEES,
        "The organization pays",
        "The organization pays the coach’s fees. The client pays nothing. Paying gives no right to know what is said.",
        f"{ICF} 3.02",
    ),
    BuiltIn(
        "fees-client",
        ClauseTopic.FEES,
        "The client pays",
        "The client pays the fee for each session, as both have agreed before the first one. A change of the fee is"
        " agreed at least a month ahead and never holds for sessions that are booked.",
        f"{ICF} 3.02",
    ),
    BuiltIn(
        "fees-none",
        ClauseTopic.FEES,
        "Pro bono",
        "Nobody pays for this coaching. It is kept to as if somebody did: in time, preparation and confidentiality.",
        f"{ICF} 3.02",
    ),
    BuiltIn(
        "scheduling",
        ClauseTopic.SCHEDULING,
        "Booking and moving sessions",
        "Sessions are booked here, at the end of each session for the next one if we can. Whoever has to move one does"
        " so as early as they can and offers other times.",
        f"{ICF} 3.02",
        preset=True,
    ),
    BuiltIn(
        "late",
        ClauseTopic.SCHEDULING,
        "Late cancellation",
        "A session that the client cancels late, or does not come to, is used up, unless they were ill or in an"
        " emergency. If the coach cancels late or does not come, the session is made up for and does not count.",
        f"{ICF} 3.02",
        preset=True,
    ),
    BuiltIn(
        "duration",
        ClauseTopic.DURATION,
        "How long it lasts, and how it is extended",
        "The coaching ends on the day that stands in this agreement. In the last third we look at the objectives. It is"
        " extended only if they call for it, and all who signed sign again.",
        f"{ICF} 3.02, 3.08",
        preset=True,
    ),
    BuiltIn(
        "termination",
        ClauseTopic.TERMINATION,
        "Ending it early",
        "Each of us can end the coaching at any time and need not say why to anybody else. We offer each other one last"
        " session to close well. If it no longer helps, the coach says so and names other people or help.",
        f"{ICF} 3.02, {EMCC} 3",
        preset=True,
    ),
    BuiltIn(
        "confidentiality",
        ClauseTopic.CONFIDENTIALITY,
        "What stays between us",
        "What is said in sessions stays between client and coach. The coach tells nobody else, also not after the end,"
        " unless the client has said yes to it.",
        f"{ICF} 3.02, {EMCC} 2",
        preset=True,
    ),
    BuiltIn(
        "confidentiality-limits",
        ClauseTopic.CONFIDENTIALITY,
        "When it can’t stay between us",
        "The coach has to speak where the law says so, or where somebody’s life or health is in serious danger. They"
        " tell the client first if that is possible, and say no more than is needed.",
        f"{EMCC} 2",
        preset=True,
    ),
    BuiltIn(
        "sponsor-gets",
        ClauseTopic.CONFIDENTIALITY,
        "What the sponsor gets",
        "The sponsor gets what “Who sees what” names, and what the client has released. They ask the client, not the"
        " coach, for anything else. What they get decides nothing about pay, promotion or employment.",
        f"{ICF} 3.02, {EMCC} 2",
    ),
    BuiltIn(
        "records",
        ClauseTopic.CONFIDENTIALITY,
        "Records that are kept",
        "The coach keeps short notes, here and nowhere else. The client can ask what is kept about them. Text is"
        " deleted when the time in “Who sees what” is over.",
        f"{EMCC} 2",
    ),
    BuiltIn(
        "supervision",
        ClauseTopic.CONFIDENTIALITY,
        "The coach’s supervision",
        "The coach talks about their work with a supervisor, who is bound to confidentiality as well. The client’s name"
        " and employer are not mentioned there.",
        f"{EMCC} 4",
        private=True,
    ),
    BuiltIn(
        "sponsor-meetings",
        ClauseTopic.INCLUSION,
        "Meetings with the sponsor",
        "The sponsor is met together with the client, at the beginning to hear what is hoped for and at the end to hear"
        " what came of it. The client says what is told. Coach and sponsor do not talk about the client alone.",
        f"{ICF} 3.02, 3.03",
    ),
    BuiltIn(
        "raters",
        ClauseTopic.INCLUSION,
        "People who are asked for feedback",
        "The client chooses who is asked, also in a 360, and tells them what it is for. Nobody is quoted by name, and"
        " the results belong to the client.",
        f"{ICF} 3.02",
    ),
    BuiltIn(
        "supporters",
        ClauseTopic.INCLUSION,
        "People who support the client",
        "The client may ask others to remind and encourage them between sessions. These see only what the client gives"
        " them, and the client can end it at any time.",
        f"{ICF} 3.02",
    ),
    BuiltIn(
        "roles",
        ClauseTopic.ROLES,
        "Who is responsible for what",
        "The client brings the topics, decides and acts. The coach asks, listens, is honest and keeps the process. The"
        " sponsor gives time and support. None of them does the work of another.",
        f"{ICF} 3.01, 3.02",
        preset=True,
    ),
    BuiltIn(
        "no-therapy",
        ClauseTopic.ROLES,
        "What coaching is not",
        "Coaching is no therapy, no consulting and no legal or medical advice. If something else would help more, the"
        " coach says so and names where to find it.",
        f"{ICF} 3.01",
        preset=True,
    ),
    BuiltIn(
        "ethics",
        ClauseTopic.ROLES,
        "Code of ethics and complaints",
        "The coach keeps to the code of ethics of their professional body and says which one it is. Who is not content"
        " says it to the coach first; then they can turn to those who run the program, or to that body.",
        f"{ICF} 1.01, {EMCC} 3",
    ),
)
