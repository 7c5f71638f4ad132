"""Topics by their kind: the choice in the form, and the filter above a list."""

from dataclasses import dataclass

from django import template

from programs.scheduling.models import Topic
from programs.scheduling.permissions import can_change_topic

register = template.Library()
KIND_HINTS = {
    Topic.Kind.QUESTION: "You want an answer or an opinion.",
    Topic.Kind.CHALLENGE: "Something does not work yet.",
    Topic.Kind.GOAL: "Where you want to be.",
    Topic.Kind.OPPORTUNITY: "Something that you could take up.",
}
PARAMETER = "kind"


@dataclass(frozen=True)
class Tab:
    """One choice of the filter."""

    label: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True)
class Shown:
    """The topics that are shown, and the filter where there is something to choose."""

    topics: list[Topic]
    tabs: list[Tab]


@register.simple_tag(takes_context=True)
def topics_by_kind(context, topics, place) -> Shown:
    """The topics of the kind in the address, each with `.may_change`; all of them without one that is there.

    They are those of the `session` in the context, or wait for one, and of the viewer's engagement.
    """
    found, session = list(topics), context.get("session")
    for topic in found:
        topic.engagement = place.engagement
        if session and topic.session_id == session.pk:
            topic.session = session
        topic.may_change = can_change_topic(place, topic)
    counts = {kind: sum(topic.kind == kind for topic in found) for kind in Topic.Kind}
    there = [kind for kind in Topic.Kind if counts[kind]]
    asked = context["request"].GET.get(PARAMETER, "")
    chosen = asked if asked in there else ""
    tabs = [Tab("All", len(found), "?", not chosen)]
    tabs += [Tab(str(kind.label), counts[kind], f"?{PARAMETER}={kind.value}", kind == chosen) for kind in there]
    shown = [topic for topic in found if not chosen or topic.kind == chosen]
    return Shown(shown, tabs if there and len(found) > max(counts.values()) else [])


@register.simple_tag
def topic_kinds() -> list[tuple[str, str, str]]:
    """Value, name and explanation of each kind."""
    return [(kind.value, str(kind.label), KIND_HINTS[kind]) for kind in Topic.Kind]
