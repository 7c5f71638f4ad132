"""Parts of a page: callouts, empty states, facts, stages, steps, pagination."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.ui.tags.marks import KINDS, one_of
from portal.ui.tags.registry import register

CALLOUT_ICONS = {"": "info", "ok": "done", "warn": "alert", "danger": "alert"}


@register.simple_block_tag
def callout(content, *, tone: str = "", role: str = "", id: str = "", icon: str = "") -> SafeString:
    """What happened, what was kept, what to do next. An answer to the person's own step has a role."""
    one_of("tone", tone, tuple(CALLOUT_ICONS))
    one_of("role", role, ("", "status", "alert"))
    context = {"content": content, "tone": tone, "role": role, "id": id, "icon": icon or CALLOUT_ICONS[tone]}
    return render_to_string("components/callout.html", context)


@register.simple_block_tag
def empty(content, *, title: str, kind: str = "", small: bool = False) -> SafeString:
    """Why a list is empty; inside go a paragraph and the button with the next step."""
    if kind:
        one_of("kind", str(kind), KINDS)
    context = {"content": content, "title": title, "kind": kind, "small": small}
    return render_to_string("components/empty.html", context)


@register.simple_block_tag
def note(content, *, readers: str, explain: str, private: bool = False, id: str = "") -> SafeString:
    """A note. Who can read it is its first line, always, before anything is written."""
    context = {"content": content, "readers": readers, "explain": explain, "private": private, "id": id}
    return render_to_string("components/note.html", context)


@register.simple_block_tag
def confirm(content, *, question: str, kind: str = "") -> SafeString:
    """A page that asks before something is lost: the question with its object, then the effect on others.

    Inside go a paragraph and a form with two verbs ("Cancel the session", "Keep it").
    """
    return render_to_string("components/confirm.html", {"content": content, "question": question, "kind": kind})


@register.inclusion_tag("components/facts.html")
def facts(*, pairs: Iterable[tuple[str, Any]], as_list: bool = False) -> dict:
    """Names and values; pairs without a value are left out."""
    shown = [(name, value) for name, value in pairs if value not in (None, "")]
    return {"pairs": shown, "as_list": as_list}


@register.inclusion_tag("components/stages.html")
def stages(*, stages: Iterable[Mapping[str, str]]) -> dict:
    """The life of a contract: mappings of `name`, `date` and `state` ("done", "now" or "")."""
    found = list(stages)
    for stage in found:
        one_of("state", stage["state"], ("done", "now", ""))
    return {"stages": found}


@register.inclusion_tag("components/steps.html")
def steps(*, label: str, states: Iterable[str]) -> dict:
    """Sessions of a course as steps: "attended", "missed", "next" or "" each."""
    found = [one_of("state", state, ("attended", "missed", "next", "")) for state in states]
    return {"label": label, "states": found}


@register.inclusion_tag("components/beads.html")
def beads(*, states: Iterable[str]) -> dict:
    """Sessions of a contract as beads: "done", "late" (used up), "now", "set" (planned) or "" (still to plan) each."""
    found = [one_of("state", state, ("done", "late", "now", "set", "")) for state in states]
    words = (("done", "done"), ("late", "cancelled too late"), ("now", "today"), ("set", "planned"), ("", "to plan"))
    counted = [f"{found.count(state)} {word}" for state, word in words if state in found]
    return {"states": found, "label": ", ".join(counted) or "No sessions"}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context, *, page: Page, label: str = "Pages") -> dict:
    """Earlier and later pages of a list; the filters in the address stay."""
    request = context.get("request")
    query = request.GET.copy() if request else None

    def href(number: int) -> str:
        if query is None:
            return f"?page={number}"
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "label": label,
        "previous": href(page.previous_page_number()) if page.has_previous() else "",
        "next": href(page.next_page_number()) if page.has_next() else "",
    }
