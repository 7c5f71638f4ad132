"""Who came to a session, as both sides say it. Facts for the people in it: nobody is told who is right."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from programs.engagements.models import Participation
from programs.scheduling.models import AttendanceMark, SessionPlace
from programs.scheduling.wording import joined

Mark = SessionPlace.Attendance
MARKED = {Mark.PRESENT: "present", Mark.ABSENT: "missed", Mark.EXCUSED: "excused", Mark.NO_SHOW: "a no-show"}
SAID = {
    Mark.PRESENT: "attended",
    Mark.ABSENT: "missed it",
    Mark.EXCUSED: "{was} excused",
    Mark.NO_SHOW: "did not come",
}
AWAY = {Mark.ABSENT, Mark.NO_SHOW}  # the same fact, said with more or less weight
MOST_NAMES = 3


@dataclass(frozen=True)
class WhoCame:
    """What the page of a session says about it to one of its people.

    Args:
        question: asks somebody who does not lead, or "" if it is not theirs to say.
        mine: what they said already, in a sentence, or "".
        said: what others said, as long as whoever leads has marked nobody.
        differences: where a mark of the lead's and what somebody else said are not the same.
    """

    question: str = ""
    mine: str = ""
    said: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.question or self.said or self.differences)


def who_came(
    places: Sequence[SessionPlace], marks: Sequence[AttendanceMark], viewer: Participation, *, asks: bool
) -> WhoCame:
    """Put into words what is known about a session that has begun.

    Args:
        places: with names, as `places_of` reads them; those of which the viewer reads who came.
        marks: as `said_of` reads them.
        asks: whether the viewer may say who came.
    """
    by_sayer: dict = {}
    for mark in marks:
        by_sayer.setdefault(mark.said_by, []).append(mark)
    mine = by_sayer.pop(next((person for person in by_sayer if person.pk == viewer.pk), None), [])
    rows = {row.pk: row for row in places}
    marked = any(row.attendance for row in places)
    return WhoCame(
        question=_question(places, viewer) if asks else "",
        mine=_line([viewer], mine, rows, viewer) if mine else "",
        said=[] if marked else _lines(by_sayer, rows, viewer),
        differences=[_difference(rows[mark.place_id], mark, viewer) for mark in marks if _differs(rows, mark)],
    )


def _question(places: Sequence[SessionPlace], viewer: Participation) -> str:
    others = [row.participation.name for row in places if row.participation_id != viewer.pk]
    if len(others) == 1:
        return f"Did you and {others[0]} both come?"
    return f"Did all {len(places)} of you come?" if others else "Did you come?"


def _differs(rows: dict, mark: AttendanceMark) -> bool:
    row = rows.get(mark.place_id)
    if row is None or not row.attendance or row.marked_by_id == mark.said_by.membership_id:
        return False
    return row.attendance != mark.attendance and not {row.attendance, mark.attendance} <= AWAY


def _difference(row: SessionPlace, mark: AttendanceMark, viewer: Participation) -> str:
    """ "Rafael Moreira marked you as missed; you said you attended." """
    person, sayer = row.participation, mark.said_by
    if row.marked_by_id == person.membership_id:
        marked = "yourself" if person.pk == viewer.pk else "themselves"
    else:
        marked = _who(person, viewer)
    marker = "You" if row.marked_by_id == viewer.membership_id else row.marked_by.name
    says = "you" if sayer.pk == viewer.pk else "they" if sayer.pk == person.pk else sayer.name
    said = _was(person, sayer, mark, viewer)
    return f"{marker} marked {marked} as {MARKED[Mark(row.attendance)]}; {says} said {said}."


def _lines(by_sayer: dict, rows: dict, viewer: Participation) -> list[str]:
    """Those who say that everybody came in one line, the others in lines of their own."""
    agreeing = [person for person, said in by_sayer.items() if _everybody(said, rows)]
    lines = [_line(agreeing, by_sayer[agreeing[0]], rows, viewer)] if agreeing else []
    return lines + [_line([person], said, rows, viewer) for person, said in by_sayer.items() if person not in agreeing]


def _line(sayers: Sequence[Participation], said: Sequence[AttendanceMark], rows: dict, viewer: Participation) -> str:
    names = ["You" if person.pk == viewer.pk else person.name for person in sayers]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} others"]
    if _everybody(said, rows) and len(rows) > 1:
        both = len(rows) == 2 and any(row.participation_id == viewer.pk for row in rows.values())
        return f"{joined(names)} said {'you both' if both else 'everybody'} came."
    told = [mark for mark in said if mark.attendance != Mark.PRESENT] or said
    words = [_was(rows[mark.place_id].participation, mark.said_by, mark, viewer) for mark in told]
    return f"{joined(names)} said {joined(words)}."


def _everybody(said: Sequence[AttendanceMark], rows: dict) -> bool:
    return len(said) == len(rows) and all(mark.attendance == Mark.PRESENT for mark in said)


def _was(person: Participation, sayer: Participation, mark: AttendanceMark, viewer: Participation) -> str:
    """ "you attended", "they were excused", "Tiago Mendes did not come"."""
    who = "they" if person.pk == sayer.pk != viewer.pk else _who(person, viewer)
    was = "were" if who in {"you", "they"} else "was"
    return f"{who} {SAID[Mark(mark.attendance)].format(was=was)}"


def _who(person: Participation, viewer: Participation) -> str:
    return "you" if person.pk == viewer.pk else person.name
