"""Who may write, change and release notes. Who may read them is decided by the queries, and by the database."""

from accounts.models import Membership
from programs.covenant.queries import reading_of
from programs.engagements.models import Engagement, Participation
from programs.engagements.permissions import can_run_program
from programs.notes.models import Note, Opening, Story
from programs.notes.queries import WRITE, has_had_place, note_for
from programs.scheduling.models import Session
from programs.scheduling.permissions import leads_session, sits_in_sessions


def can_write_note(place: Participation | None, engagement: Engagement) -> bool:
    """Everybody who sits in the sessions; sponsors write none."""
    return sits_in_sessions(place, engagement)


def can_read_notes(place: Participation | None, engagement: Engagement) -> bool:
    """The same people, and a sponsor to whom the covenant opens what is released."""
    if place is None or place.engagement_id != engagement.pk or place.left_at:
        return False
    return sits_in_sessions(place, engagement) or bool(reading_of(place).audiences())


def can_take(step: str, place: Participation, note: Note) -> bool:
    """Whether this person reads the note and may do this with it, as it is now."""
    found = note_for(place, note.pk) if place.engagement_id == note.engagement_id else None
    return found is not None and step in found.steps


def can_change_note(place: Participation, note: Note) -> bool:
    """Its author; where a note is written together, every reader who sits in the sessions."""
    return can_take(WRITE, place, note)


def can_write_up(place: Participation | None, session: Session) -> bool:
    """The mentor, coach or trainer, once it has begun and unless it was cancelled."""
    return leads_session(place, session) and session.has_begun and not session.is_cancelled


def can_tell_story(place: Participation | None) -> bool:
    """Who leads: mentors, coaches, trainers."""
    return place is not None and place.left_at is None and place.leads


def can_change_story(by: Membership, story: Story) -> bool:
    """Who tells it, until it is withdrawn."""
    return by.is_active and by.pk == story.told_by_id and story.withdrawn_at is None


def can_answer_story(by: Membership, story: Story) -> bool:
    """The person whose question it answers, as long as their yes is missing."""
    return by.is_active and by.pk == story.about_id and story.withdrawn_at is None and story.other_yes_at is None


def can_withdraw_story(by: Membership, story: Story) -> bool:
    """Both whom it concerns."""
    return by.pk in {story.told_by_id, story.about_id} and story.withdrawn_at is None


def can_oversee(by: Membership, engagement: Engagement) -> bool:
    """Open notes for oversight: those who run the program, unless they have or had a place in the engagement."""
    return can_run_program(by, engagement.program) and not has_had_place(by, engagement)


def can_ask_emergency(by: Membership, engagement: Engagement) -> bool:
    """Ask to open notes in an emergency: administrators, unless they have or had a place in the engagement."""
    return by.is_active and by.is_administrator and not has_had_place(by, engagement)


def can_decide_emergency(by: Membership, opening: Opening) -> bool:
    """Agree or refuse: another one of them."""
    return by.pk != opening.asked_by_id and can_ask_emergency(by, opening.engagement)
