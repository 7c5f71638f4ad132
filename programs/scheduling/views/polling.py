"""What the pages of polls show."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from programs.scheduling.forms import asked_again, moment_from, posted
from programs.scheduling.limits import CHASE_PAUSE, FARTHEST, LONGEST
from programs.scheduling.permissions import can_decide_poll, can_vote, looks_after_poll
from programs.scheduling.poll_forms import PollForm, VoteForm, end_of
from programs.scheduling.queries import offered_times, polls_of, standing_of
from programs.scheduling.wording import obstacle_words

DAYS_TO_ANSWER = 3


def poll_form(request, engagement, people: int) -> PollForm:
    """The form as it was sent; or to be filled in, with what was typed so far when only other times are wanted."""
    zone = request.user.time_zone
    if sent := posted(request):
        return PollForm(sent, zone=zone, people=people)
    today = timezone.now().astimezone(zone).date()
    initial = {
        "closes_at": today + timedelta(days=DAYS_TO_ANSWER),
        "quorum": people // 2 + 1,
        "place": engagement.program.session_place,
        **asked_again(request, engagement.program),
        "options": request.POST.getlist("options"),
    }
    return PollForm(zone=zone, people=people, initial=initial)


def create_page(form: PollForm, engagement, place, people) -> dict:
    """Times after the last day for answers that last as long as it says, those that are ticked among them."""
    now, zone = timezone.now(), form.zone
    return {
        "form": form,
        "engagement": engagement,
        "place": place,
        "people": people,
        "ranks": offered_times(
            people,
            since=min(max(_since(form, now), now), now + FARTHEST),
            minutes=_minutes(form, engagement.program.session_minutes),
            zone=zone,
            now=now,
            ticked=_ticked(form, now),
        ),
        "open_polls": polls_of(engagement, place, now),
    }


def _minutes(form: PollForm, usual: int) -> int:
    try:
        minutes = int(form["minutes"].value() or usual)
    except ValueError:
        return usual
    return minutes if 0 < minutes <= LONGEST else usual


def _since(form: PollForm, now: datetime) -> datetime:
    try:
        last = form.fields["closes_at"].to_python(form["closes_at"].value())
        return end_of(last, form.zone) if last else now
    except (ValidationError, OverflowError):
        return now


def _ticked(form: PollForm, now: datetime) -> list[datetime]:
    """Those that can be shown at all; others the action refuses, and they are gone then."""
    moments = filter(None, map(moment_from, form["options"].value() or []))
    return [moment for moment in moments if abs(moment - now) < FARTHEST]


class PollPage:
    """A poll as one of its people sees it.

    Args:
        refusal, refused: why a time could not be booked, and which.
    """

    def __init__(self, request, poll, place, people, *, refusal: str = "", refused=None):
        self.poll, self.place, self.people = poll, place, people
        self.now, self.refusal, self.refused = timezone.now(), refusal, refused
        self.standing = standing_of(poll, people, place, self.now)
        posted = request.POST if request.method == "POST" and not refused else None
        self.form = VoteForm(posted, standing=self.standing, zone=request.user.time_zone)
        self.has_answered = place in self.standing.answered

    @property
    def thanks(self) -> str:
        """What to say after an answer."""
        return "Changed. The others see it." if self.has_answered else "Thank you. The others see your answer."

    def context(self) -> dict:
        poll, place = self.poll, self.place
        chased_lately = poll.chased_at is not None and self.now - poll.chased_at < CHASE_PAUSE
        return {
            "poll": poll,
            "engagement": poll.engagement,
            "place": place,
            "standing": self.standing,
            "form": self.form,
            "rows": [(choice, field, self._against(choice)) for choice, field in self.form.rows],
            "has_answered": self.has_answered,
            "can_vote": can_vote(place, poll),
            "can_decide": can_decide_poll(place, poll),
            "looks_after": looks_after_poll(place, poll),
            "can_remind": looks_after_poll(place, poll) and poll.takes_answers and not chased_lately,
            "chased_lately": chased_lately,
            "results_first": self.has_answered and can_decide_poll(place, poll),
            "refusal": self.refusal,
            "refused": self.refused,
        }

    def _against(self, choice) -> str:
        """Why the time does not suit the viewer."""
        if not choice.against:
            return ""
        return obstacle_words({self.place: choice.against}, self.place.membership, choice.option.starts_at)[0]
