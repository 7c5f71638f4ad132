"""What each button on the page of the design does. A step says what was done, or nothing where it was refused."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from portal.ui.forms import apply_action
from portal.ui.nav import organization_url
from programs.coaching.actions import (
    add_comment,
    change_contract_clause,
    hand_over,
    move_contract_clause,
    remove_contract_clause,
    reopen_comment,
    save_words,
    send_for_signing,
    settle_comment,
    take_clause,
    write_clause,
    write_portrait,
)
from programs.coaching.queries.clauses import get_contract_clause
from programs.coaching.queries.comments import BETWEEN, get_comment
from programs.coaching.views.design_page import DesignPage


@dataclass(frozen=True)
class Done:
    """What a step did.

    Args:
        text: for the person.
        field: prefix of the fields that were saved or said.
        page: another page that it leads to.
    """

    text: str
    field: str = "-"
    page: str = ""


def act(request: HttpRequest, page: DesignPage) -> Done | None:
    """Do what the button says; 404 for a button that is not there."""
    verb, _, key = request.POST.get("do", "").partition(" ")
    step = STEPS.get(verb)
    if step is None:
        raise Http404
    return step(request, page, key)


def _run(page: DesignPage, form, action, request, text: str, field: str = "-", **kwargs) -> Done | None:
    """Run an action with the form's values; a refusal stands at the form, which the answer's status follows."""
    page.acted = form
    if form.is_valid() and apply_action(form, action, contract=page.contract, by=request.membership, **kwargs):
        return Done(text, field)
    return None


def _save(request, page: DesignPage, key: str) -> Done | None:
    part = next((part for part in page.parts if part.slug == key), None)
    if part is None:
        return _refuse(page, "This part was removed meanwhile.") if key.startswith("clause-") else _gone()
    if not part.form.is_bound:
        return Done("Nothing had changed.", key)
    seen = part.form.seen
    if key.startswith("portrait-"):
        text = "Saved. Only the two of you read it."
        return _run(page, part.form, write_portrait, request, text, key, client=part.row, seen=seen)
    if key.startswith("clause-"):
        return _run(page, part.form, change_contract_clause, request, "Saved.", key, clause=part.row, seen=seen)
    return _run(page, part.form, save_words, request, "Saved. All who write it see it.", key, name=key, seen=seen)


def _comment(request, page: DesignPage, key: str) -> Done | None:
    talk = next((talk for talk in page.talks() if talk.thread.key == key), None)
    if talk is None:
        return _refuse(page, "The part that you commented on was removed meanwhile.")
    part = key.partition(BETWEEN)[0]
    field = f"comment-{key}"
    return _run(page, talk.form, add_comment, request, "Said.", field, part=part, client=talk.thread.client)


def _settle(request, page: DesignPage, key: str) -> Done | None:
    comment = get_comment(page.contract, page.place, _id(key))
    return _run(page, page.acted, settle_comment, request, "Settled.", comment=comment)


def _reopen(request, page: DesignPage, key: str) -> Done | None:
    comment = get_comment(page.contract, page.place, _id(key))
    return _run(page, page.acted, reopen_comment, request, "Open again.", comment=comment)


def _take(request, page: DesignPage, key: str) -> Done | None:
    return _run(page, page.take, take_clause, request, "The clause is in the design. Its words are yours now.", "take")


def _write(request, page: DesignPage, key: str) -> Done | None:
    return _run(page, page.new, write_clause, request, "The clause is in the design.", "new")


def _up(request, page: DesignPage, key: str) -> Done | None:
    clause = get_contract_clause(page.contract, _id(key))
    return _run(page, page.acted, move_contract_clause, request, "Moved up.", clause=clause, up=True)


def _down(request, page: DesignPage, key: str) -> Done | None:
    clause = get_contract_clause(page.contract, _id(key))
    return _run(page, page.acted, move_contract_clause, request, "Moved down.", clause=clause, up=False)


def _remove(request, page: DesignPage, key: str) -> Done | None:
    clause = get_contract_clause(page.contract, _id(key))
    text = f"“{clause.title}” is no longer in the design."
    return _run(page, page.acted, remove_contract_clause, request, text, f"clause-{clause.pk}", clause=clause)


def _hand_over(request, page: DesignPage, key: str) -> Done | None:
    names = " and ".join(party.name for party in page.parties if party.role not in {page.place.role, "sponsor"})
    return _run(page, page.turn, hand_over, request, f"It is {names}’s turn now, and they are told.", "turn")


def _send(request, page: DesignPage, key: str) -> Done | None:
    if page.unsaved:
        return _refuse(page, _listed(page))
    if not _run(page, page.acted, send_for_signing, request, ""):
        return None
    url = organization_url(request, "coaching:contract-agreement", engagement_id=page.contract.pk)
    return Done("The agreement is out for signing. Everybody is told.", page=url)


def _go(request, page: DesignPage, key: str) -> Done | None:
    """To the form of an objective, if nothing stays behind that is not saved."""
    if page.unsaved:
        return _refuse(page, _listed(page))
    name, ids = "coaching:contract-objective-create", {"engagement_id": page.contract.pk}
    if key:
        name, ids = "coaching:contract-objective-change", ids | {"objective_id": _id(key)}
    return Done("", page=organization_url(request, name, **ids))


def _keep(request, page: DesignPage, key: str) -> Done | None:
    return _refuse(page, "Each part has its own button. Nothing was saved, and all that you typed is still here.")


def _refuse(page: DesignPage, text: str) -> None:
    page.acted.add_error(None, text)


def _listed(page: DesignPage) -> str:
    return f"Save or empty this first, so that it is not lost: {'; '.join(page.unsaved)}."


def _id(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        raise Http404 from None


def _gone() -> None:
    raise Http404


STEPS = {
    "save": _save,
    "comment": _comment,
    "settle": _settle,
    "reopen": _reopen,
    "take": _take,
    "write": _write,
    "up": _up,
    "down": _down,
    "remove": _remove,
    "hand-over": _hand_over,
    "send": _send,
    "go": _go,
    "keep": _keep,
}
