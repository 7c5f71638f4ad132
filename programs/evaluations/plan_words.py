"""What a plan says, in words for its page."""

from programs.engagements.models import Participation
from programs.evaluations.models import RoundPlan, Stage

ABOUT = {RoundPlan.About.LEARNERS: "each mentee, client or learner", RoundPlan.About.LEADS: "each lead"}


def when_words(plan: RoundPlan) -> str:
    """ "14 days before the planned end, at the latest when it comes to its end"."""
    days = _days(plan.days or 0)
    if plan.stage == Stage.BASELINE:
        return f"{days} after the beginning" if plan.days else "When it begins"
    if plan.stage == Stage.SESSION:
        return "After each session"
    if plan.stage == Stage.MIDDLE:
        return "Halfway to the planned end" if plan.days is None else f"{days} after the beginning"
    if plan.stage == Stage.FOLLOW_UP:
        return f"{days} after the end"
    if plan.days is None:
        return "When it comes to its end"
    return f"{days} before the planned end, at the latest when it comes to its end"


def whom_words(plan: RoundPlan) -> str:
    """ "Mentees are asked about how it goes, without names"."""
    roles = [str(Participation.Role(role).label) for role in plan.roles]
    who = "Everybody who takes part" if not roles else " and ".join(f"{role}s" for role in roles)
    if plan.stage == Stage.SESSION and not roles:
        who = "Everybody who came"
    verb = "is asked" if not roles else "are asked"
    about = ABOUT.get(RoundPlan.About(plan.about), "how it goes")
    return f"{who} {verb} about {about}, {'without names' if plan.anonymous else 'each for themselves, with names'}"


def period_words(plan: RoundPlan) -> str:
    """ "Open for 14 days, with reminders 3 and 1 days before the end"."""
    if not plan.reminder_days:
        return f"Open for {_days(plan.open_days)}, without reminders"
    numbers = " and ".join(str(number) for number in plan.reminder_days)
    one = plan.reminder_days == [1]
    what = "a reminder" if len(plan.reminder_days) == 1 else "reminders"
    return f"Open for {_days(plan.open_days)}, with {what} {numbers} {'day' if one else 'days'} before the end"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
