"""Everything that the portal says to people by itself, in one place: who hears it, in which words, and where it leads.

Words in braces are facts: `title` of the circle, contract or course; `when` it is or was planned, in the reader's
zone; `was`, the time before; `count` sessions of a series, by which `rule`, and `last`, the time of the last one;
`planned`, as in "its 3 planned sessions are"; `clash`, how many sessions are at a time when the reader has another one;
`by`, a person's name; `until`, a day; `due`, a day as in "due tomorrow"; `closes`, the last moment for an answer;
`begins`, how long until then; `opened`, when notes were opened. None of them is
anything that people wrote to each other: notices and mails never hold topics, notes, reasons or answers.
"""

from programs.notifications.catalogue.amending import AMENDING
from programs.notifications.catalogue.coaches import COACHES
from programs.notifications.catalogue.covenant import COVENANT
from programs.notifications.catalogue.delivery import DELIVERY
from programs.notifications.catalogue.design import DESIGN
from programs.notifications.catalogue.engagements import ENGAGEMENTS
from programs.notifications.catalogue.evaluations import EVALUATIONS
from programs.notifications.catalogue.keeping import KEEPING
from programs.notifications.catalogue.message import CANCEL, ENGAGEMENT, REQUEST, Message
from programs.notifications.catalogue.nudges import NUDGES
from programs.notifications.catalogue.openings import OPENINGS
from programs.notifications.catalogue.parties import PARTIES
from programs.notifications.catalogue.passing_on import PASSING_ON
from programs.notifications.catalogue.practising import PRACTISING
from programs.notifications.catalogue.preparing import PREPARING
from programs.notifications.catalogue.proposals import PROPOSALS
from programs.notifications.catalogue.reports import REPORTS
from programs.notifications.catalogue.revising import REVISING
from programs.notifications.catalogue.sessions import SESSIONS
from programs.notifications.catalogue.times import TIMES
from programs.notifications.catalogue.topics import DIGEST, OPTIONAL, TOPICS, Topic

__all__ = [
    "CANCEL",
    "CATALOGUE",
    "DIGEST",
    "ENGAGEMENT",
    "OPTIONAL",
    "REQUEST",
    "TOPICS",
    "Message",
    "Topic",
    "topic_of",
]

CATALOGUE = {
    **SESSIONS,
    **PROPOSALS,
    **TIMES,
    **ENGAGEMENTS,
    **EVALUATIONS,
    **NUDGES,
    **COVENANT,
    **OPENINGS,
    **KEEPING,
    **PREPARING,
    **PRACTISING,
    **PASSING_ON,
    **DESIGN,
    **AMENDING,
    **COACHES,
    **PARTIES,
    **REPORTS,
    **REVISING,
    **DELIVERY,
}


def topic_of(kind: str) -> Topic:
    """The topic that a kind belongs to."""
    return TOPICS[CATALOGUE[kind].topic]
