"""The form for an answer that somebody's calendar saved."""

from django import forms

from portal.errors import DomainError
from portal.ui.forms import PortalForm
from programs.scheduling.ical import Reply, read_reply
from programs.scheduling.ical.reply import BIGGEST


class AnswerForm(PortalForm):
    """A file. Its clean value is the answer that stands in it."""

    answer = forms.FileField(
        label="The answer, as a file",
        help_text="A file that ends with .ics, of which your mail or calendar program says that it is the answer.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={"required": "Choose the file", "invalid": "Choose the file"},
    )

    def clean_answer(self) -> Reply:
        """Read no more of it than an answer can have; whoever sends gigabytes is told that it is too much."""
        try:
            return read_reply(self.cleaned_data["answer"].read(BIGGEST + 1))
        except DomainError as error:
            raise forms.ValidationError(error.message) from None
