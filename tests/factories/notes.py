"""Notes, made through the actions. Call them inside a context of the author: the database asks who reads."""

from programs.notes.actions import file_note
from programs.notes.models import Note
from tests.factories.covenant import sign_for_all
from tests.factories.scheduling import place_in


def make_note(
    engagement, author, *, text: str = "Praise that people believe", audience="engagement", session=None
) -> Note:
    """A note of a membership, after everybody has signed who sees what."""
    sign_for_all(engagement)
    return file_note(
        engagement=engagement, text=text, audience=audience, by=place_in(engagement, author), session=session
    )
