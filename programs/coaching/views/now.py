"""The first block of the page: what is going on, and what this person can do about it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils import timezone

from portal.ui import clock
from portal.ui.nav import organization_url
from programs.coaching.lifecycle import AMENDABLE
from programs.coaching.permissions import can_send_for_signing
from programs.coaching.queries import missing_in_design
from programs.engagements.lifecycle import State
from programs.scheduling.wording import possessive

Url = Callable[..., str]


@dataclass(frozen=True)
class Step:
    """A link, or with `post` a button, that takes the person on."""

    text: str
    href: str
    post: bool = False
    primary: bool = True
    icon: str = ""

    @property
    def variant(self) -> str:
        """The look of its button."""
        return "primary" if self.primary else ""


@dataclass(frozen=True)
class Now:
    """A sentence, and at most one primary step."""

    sentence: str
    steps: list[Step] = field(default_factory=list)


def now_for(request: HttpRequest, page: dict, request_open) -> Now:
    """What this party can do now.

    Args:
        page: the context of the contract's page.
        request_open: questions that wait for this person's answers, if any.
    """

    def url(name: str, **kwargs) -> str:
        return organization_url(request, name, **(kwargs or {"engagement_id": page["contract"].pk}))

    page = {**page, "zone": request.user.time_zone}
    found = SENTENCES[page["engagement"].state](page, url)
    for waits in (_revision, _amendment):
        found = _in_front(waits(page, url), found)
    if request_open is None:
        return found
    answer = Step("Answer the questions", url("evaluations:request-answer", request_id=request_open.pk), icon="pencil")
    return _in_front(Now("Questions wait for your answers.", [answer]), found)


def _in_front(ahead: Now | None, found: Now) -> Now:
    """Another thing that waits for this person: said after the first sentence, done before the other steps."""
    if ahead is None:
        return found
    rest = [Step(step.text, step.href, step.post, False, step.icon) for step in found.steps]
    return Now(f"{found.sentence} {ahead.sentence}", [*ahead.steps, *rest])


def _amendment(page: dict, url: Url) -> Now | None:
    """A change of what was signed: to sign, or to go on with."""
    signing = page["signing"]
    if signing.amendment is None or page["engagement"].state not in AMENDABLE:
        return None
    if signing.waits_for(page["place"]):
        sign = Step("Read and sign the change", url("coaching:contract-agreement"), icon="pencil")
        return Now("A change of the agreement waits for your signature.", [sign])
    if not page["talks"]:
        return None
    work = Step("Open the change", url("coaching:contract-amendment"), primary=False)
    waits = f"it holds when {_sign(signing.waiting)} too." if signing.is_open else "it is not sent for signing yet."
    return Now(f"A change of the agreement is open: {waits}", [work])


def _revision(page: dict, url: Url) -> Now | None:
    """An objective that somebody wants to word anew."""
    objective_id = page["place"].consents
    if objective_id is None or not page["reads_objectives"]:
        return None
    look = Step("Look at the objective", url("goals:objective-detail", objective_id=objective_id))
    return Now("An objective shall be changed, and that waits for your yes.", [look])


def _meeting(page: dict, url: Url) -> Now:
    """Before the choice: one session, which does not count."""
    steps = []
    if page["count"].next is None and page["books_first"]:
        steps.append(Step("Book the session", url("scheduling:session-create"), icon="calendar"))
    if page["place"].role == "client":
        choice = url("coaching:choice-detail", choice_id=page["contract"].meeting_choice)
        steps.append(Step("Back to the proposals", choice, primary=not steps))
    return Now("you are getting to know each other. One session can be booked; it does not count.", steps)


def _draft(page: dict, url: Url) -> Now:
    if page["contract"].meeting:
        return _meeting(page, url)
    if not page["talks"]:
        return Now(f"{_pair(page)} prepare the agreement. You read and sign it when it is ready.")
    start = Step("Start the design", url("coaching:contract-start-design"), post=True)
    return Now("the contract is a draft. In the design you write why you do this, how, and what shall change.", [start])


def _design(page: dict, url: Url) -> Now:
    signing, place = page["signing"], page["place"]
    if signing.waits_for(place):
        others = [party for party in signing.waiting if party.pk != place.pk]
        after = f" {_sign(others)} too." if others else " Yours is the last signature."
        sign = Step("Read and sign", url("coaching:contract-agreement"), icon="pencil")
        return Now(f"version {signing.version.number} of the agreement waits for your signature.{after}", [sign])
    if signing.is_open:
        read = Step("Read the agreement", url("coaching:contract-agreement"), primary=False)
        return Now(f"you have signed. The agreement holds when {_sign(signing.waiting)} too.", [read])
    if not page["talks"]:
        return Now(f"{_pair(page)} work on the agreement. You read and sign it when it is ready.")
    return _writing(page, url)


def _writing(page: dict, url: Url) -> Now:
    missing = missing_in_design(page["contract"], page["every_objective"])
    work = Step("Work on the design", url("coaching:contract-design"), primary=bool(missing), icon="pencil")
    if missing:
        return Now(f"the design still needs {_listed(missing)}.{_turn(page)}", [work])
    changed = "the design changed after the last version was sent, so that one can’t be signed any more."
    state = changed if page["signing"].version else "the design is complete."
    if not can_send_for_signing(page["place"]):
        return Now(f"{state} {_first(page['coach'])} sends it for signing.", [work])
    send = Step("Send for signing", url("coaching:contract-send"), post=True)
    return Now(f"{state} Send it to everybody for signing.", [send, work])


def _turn(page: dict) -> str:
    """Whose turn the design is, where they take turns."""
    turn = page["contract"].turn
    if not turn:
        return ""
    if turn == page["place"].role:
        return " It is your turn."
    return f" It is {possessive(_first(page['coach'] if turn == 'coach' else page['client']))} turn."


def _agreed(page: dict, url: Url) -> Now:
    if page["count"].next or page["count"].unfiled:
        return _sessions(page, url)
    if not page["talks"]:
        return Now("everybody has signed. The first session comes next; nothing waits for you.")
    if not page["books"]:
        return Now(f"everybody has signed. {page['who_books']}")
    book = Step("Book the first session", url("scheduling:session-create"), icon="calendar")
    return Now("everybody has signed. The coaching begins with the first session.", [book])


def _active(page: dict, url: Url) -> Now:
    count = page["count"]
    if count.next or count.unfiled:
        return _sessions(page, url)
    if not page["talks"]:
        return Now(f"{count.held} of {count.budget} sessions are held. Nothing waits for you.")
    if count.left and not page["books"]:
        left = f"no session is planned, and {count.left} of {count.budget} are left."
        return Now(f"{left} {page['who_books']}", _evaluate(page, url))
    if count.left:
        book = Step("Book a session", url("scheduling:session-create"), icon="calendar")
        return Now(
            f"no session is planned, and {count.left} of {count.budget} are left.", [book, *_evaluate(page, url)]
        )
    return Now(f"all {count.budget} sessions are held.", _evaluate(page, url, primary=True))


def _sessions(page: dict, url: Url) -> Now:
    """A session that is planned, or over and not written up."""
    count, coaches = page["count"], page["place"].leads
    if coaches and count.unfiled and not (count.next and _is_today(count.next, page["zone"])):
        write = Step("Write it up", url("notes:session-write-up", session_id=count.unfiled.pk), icon="pencil")
        return Now(f"the session of {clock.day(count.unfiled.starts_at, page['zone'])} is not written up.", [write])
    if count.next is None:
        return Now(f"the last session was on {clock.day(count.unfiled.starts_at, page['zone'])}.", _more(page, url))
    number = count.held + count.past_unfiled + 1
    sentence = f"session {number} is {_at(count.next, page['zone'])}."
    if not page["talks"]:
        return Now(f"{sentence} Nothing waits for you.")
    look = Step("Open the session", url("scheduling:session-detail", session_id=count.next.pk), icon="calendar")
    if count.next.join_url and _is_today(count.next, page["zone"]):
        look = Step("Join call", count.next.join_url, icon="video")
    return Now(sentence, [look, *_more(page, url)])


def _more(page: dict, url: Url) -> list[Step]:
    if not page["books"]:
        return []
    number = page["count"].used + 1
    return [Step(f"Plan session {number}", url("scheduling:session-create"), primary=page["count"].next is None)]


def _evaluate(page: dict, url: Url, primary: bool = False) -> list[Step]:
    if not page["place"].leads or page["engagement"].state not in {State.ACTIVE, State.PAUSED}:
        return []
    return [Step("Begin the evaluation", url("coaching:contract-evaluate"), primary=primary)]


def _paused(page: dict, url: Url) -> Now:
    if not page["place"].leads:
        return Now(f"the contract is paused. {_first(page['coach'])} resumes it; nothing waits for you.")
    resume = Step("Resume", url("coaching:contract-resume"), post=True)
    return Now("the contract is paused, and no session can be booked.", [resume, *_evaluate(page, url)])


def _evaluating(page: dict, url: Url) -> Now:
    if page["place"].role == "client":
        return _looking_back(page, url)
    if not page["place"].leads:
        return Now(f"the sessions are over and you look back. {_first(page['coach'])} closes the contract after that.")
    close = Step("Close the contract", url("coaching:contract-close"), icon="flag")
    return Now("everybody looks back. When you have talked about it, say what became of each objective.", [close])


def _looking_back(page: dict, url: Url) -> Now:
    """A client says first what became of their objectives, and how they go on."""
    own = [row for row in page["objectives"] if row.owner_id == page["place"].pk and row.state == "open"]
    after = f"{_first(page['coach'])} closes the contract after that."
    step = Step("Choose how you go on", url("coaching:contract-next-step"), primary=not own, icon="flag")
    if not own:
        return Now(f"the sessions are over and you look back. {after}", [step])
    say = Step("Say what became of your objectives", url("coaching:contract-outcomes"), icon="pencil")
    return Now(f"you look back. What became of your objectives is yours to say first; {after}", [say, step])


def _closed(page: dict, url: Url) -> Now:
    if page["place"].role == "client":
        step = Step("How you go on", url("coaching:contract-next-step"), primary=False, icon="flag")
        return Now(f"this contract is closed: {page['engagement'].get_end_display().lower()}.", [step])
    return Now(f"this contract is closed: {page['engagement'].get_end_display().lower()}. Nothing waits for you.")


def _cancelled(page: dict, url: Url) -> Now:
    return Now("this contract was cancelled before it began. Nothing waits for you.")


SENTENCES = {
    State.DRAFT: _draft,
    State.DESIGN: _design,
    State.AGREED: _agreed,
    State.ACTIVE: _active,
    State.PAUSED: _paused,
    State.EVALUATING: _evaluating,
    State.CLOSED: _closed,
    State.CANCELLED: _cancelled,
}


def _is_today(session, zone) -> bool:
    from_now = clock.local_date(session.starts_at, zone)
    return from_now == clock.local_date(timezone.now(), zone)


def _at(session, zone) -> str:
    if _is_today(session, zone):
        return f"today at {clock.clock_time(session.starts_at, zone)} {clock.zone_name(zone)}"
    return f"on {clock.moment(session.starts_at, zone)}"


def _first(place) -> str:
    return place.membership.user.first_name


def _pair(page: dict) -> str:
    return f"{_first(page['client'])} and {_first(page['coach'])}"


def _sign(places) -> str:
    """ "Amara signs", or "Amara and Lucía sign"."""
    return f"{_listed([_first(place) for place in places])} sign{'s' if len(places) == 1 else ''}"


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
