"""What the page shows on which a note is changed: who else writes, and what was saved meanwhile."""

from portal.errors import DomainError, NotAllowed
from programs.notes.forms import ChangeNoteForm, TextForm
from programs.notes.queries import SHARE, WRITE, get_note_for, here_of, merged, who_writes
from programs.notes.views.ways import sharing

SAVED = "Saved."
HIDDEN_AGAIN = "Saved. The sponsor can’t read it any more: the client had released other words."
MOST = 100_000  # characters that are put together; the form takes less


def change_form(request, note, place, typed):
    """The author's form, or the one of a reader who may write in it too.

    Args:
        typed: what stands in it.

    Raises:
        NotAllowed: it is neither.
        DomainError: there is no text to change.
    """
    if note.removed_at:
        raise DomainError("The text of this note was removed. Write a new one.")
    if WRITE not in note.steps:
        raise NotAllowed("A note is changed by the person who wrote it. Write one of your own.")
    if note.words is None:
        raise DomainError("This note can’t be opened, so nothing is written over it. Whoever runs Cairn was told.")
    sent = typed.values if typed.sent else None
    if SHARE not in note.steps:
        return TextForm(sent, initial={"text": note.words, "version": note.version})
    closed = bool(sharing(request, note.engagement, place)["closed_why"])
    here = here_of(note.engagement, place)
    return ChangeNoteForm(sent, here=here, closed=closed, offered=(note.audience,), initial=_initial(note))


def _initial(note) -> dict:
    return {
        "audience": note.audience,
        "named": [str(row.participation_id) for row in note.named.all()],
        "kind": note.kind,
        "life": note.life,
        "together": note.together,
        "text": note.words,
        "version": note.version,
    }


def saved_words(request, was, place) -> str:
    """What to say after saving: also that the sponsor reads it no more, to who could not have known."""
    fresh, _ = get_note_for(request.membership, was.pk)
    hidden = was.audience == "sponsor" != fresh.audience and was.author_member_id != place.membership_id
    return HIDDEN_AGAIN if hidden else SAVED


def change_page(request, form, note, place) -> dict:
    """The context of the page."""
    shared = sharing(request, note.engagement, place) if SHARE in note.steps else {}
    newer = _newer(request, form, note)
    if newer and "merge" in request.POST:
        form.data["text"] = newer.merged
    return {
        "form": form,
        "note": note,
        "engagement": note.engagement,
        "session": note.session,
        "place": place,
        "writers": who_writes(note, place),
        "newer": newer,
        "merging": "merge" in request.POST,
        "verb": "Save",
        **shared,
    }


def _newer(request, form, note):
    """After a conflict: the note as it was saved elsewhere. Saving once more is then meant for that version."""
    if not form.is_bound:
        return None
    fresh, _ = get_note_for(request.membership, note.pk)
    base = request.POST.get("merge") or request.POST.get("version", "")
    if fresh.changed_at is None or base == str(fresh.version) or fresh.words is None:
        return None  # nobody changed it meanwhile
    fresh.base = base
    mine = request.POST.get("text", "").replace("\r\n", "\n")
    fresh.merged = merged(fresh, int(base), mine) if base.isdecimal() and len(base) < 10 and len(mine) <= MOST else ""
    form.data = form.data.copy()
    form.data["version"] = str(fresh.version)
    return fresh
