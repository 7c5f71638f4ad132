"""What people bring to their sessions, for those who run a program: kinds and numbers, never a word."""

from dataclasses import dataclass

from django.db.models import Count

from programs.engagements.models import Program
from programs.scheduling.models import Topic

GROUP = 5  # topics, and people, below which nothing is told
OTHER = "Another kind, or none"


@dataclass(frozen=True)
class KindCount:
    """How many topics of a kind a program has had."""

    name: str
    topics: int


def kinds_in_program(program: Program) -> list[KindCount]:
    """The kinds of topic of a program, the most frequent first; only what five people and more brought.

    A kind of fewer people counts among the others, and they are told under the same rule: nothing can be worked out
    by taking away. Two queries.
    """
    told, rest = [], [""]
    rows = Topic.objects.filter(engagement__program=program)
    people = Count("proposed_by__membership", distinct=True)
    for kind, topics, who in rows.exclude(kind="").values_list("kind").annotate(Count("pk"), people).order_by():
        if topics >= GROUP and who >= GROUP:
            told.append(KindCount(str(Topic.Kind(kind).label), topics))
        else:
            rest.append(kind)
    topics, who = rows.filter(kind__in=rest).aggregate(topics=Count("pk"), people=people).values()
    told.sort(key=lambda row: (-row.topics, row.name))
    if topics >= GROUP and who >= GROUP:
        told.append(KindCount(OTHER, topics))
    return told
