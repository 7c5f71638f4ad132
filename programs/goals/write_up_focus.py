"""What this room brings to the form of a write-up besides actions and numbers: what people take away."""

from portal.errors import DomainError
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.engagements.queries import people_of
from programs.goals.actions import write_focus
from programs.goals.forms_focus import FocusForm
from programs.goals.queries_focus import TAKEAWAYS, can_write_takeaways, focus_of
from programs.notes.parts import Refused, Typed, WriteUpPart, write_up_part
from programs.scheduling.models import Session

PREFIX = "takeaways"


def _build(typed: Typed, session: Session | None, place: Participation) -> FocusForm | None:
    if session is None or not can_write_takeaways(place, session):
        return None
    reading = reading_of(place)
    form = FocusForm(
        typed.values if typed.sent else None, focus=focus_of(session, reading), part=TAKEAWAYS, prefix=PREFIX
    )
    if typed.values and not typed.sent:
        form.initial["text"] = typed.values.get(form.add_prefix("text"), form.now)
        form.kept_stamp = typed.values.get(form.add_prefix("seen"), "")
    form.reading, form.people = reading, people_of(session.engagement)
    return form


def _save(form: FocusForm, session: Session | None, by: Participation) -> None:
    """Keep what was typed; what the writer left as they found it is not theirs to save."""
    if session is None or form.is_untouched:
        return
    try:
        write_focus(session=session, by=by, **form.values)
    except DomainError as error:
        form.focus = focus_of(session, form.reading)
        form.add_error("text", error.message)
        raise Refused(error.message) from error


write_up_part(
    WriteUpPart(
        name="takeaways",
        template="goals/_write_up_takeaways.html",
        beside="goals/_write_up_aim.html",
        build=_build,
        save=_save,
    )
)
