"""The forms of a story."""

from django import forms

from portal.ui.forms import PortalForm
from programs.notes.queries import topic_kinds


class ChangeStoryForm(PortalForm):
    """What somebody tells to everybody in the program."""

    challenge = forms.ChoiceField(label="What does it help with?", widget=forms.RadioSelect)
    title = forms.CharField(label="Title", max_length=140, widget=forms.TextInput(attrs={"class": "said"}))
    text = forms.CharField(
        label="What happened, and what you would tell somebody who stands there now",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 10, "class": "said"}),
        help_text="Leave out names and what would tell who it was.",
    )
    named = forms.BooleanField(label="Names in it are meant, and these people know of it", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["challenge"].choices = topic_kinds()


class StoryForm(ChangeStoryForm):
    """A new one, and whose question it answers."""

    about = forms.ChoiceField(
        label="Did it begin with somebody’s question?",
        required=False,
        help_text="Then it is told only with their yes.",
    )
    field_order = ["challenge", "title", "text", "about", "named"]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        led = [(key, person.name) for key, person in self.people.items()]
        self.fields["about"].choices = [("", "No, it is mine alone"), *led]

    def clean_about(self):
        """The place, as the action takes it."""
        return self.people.get(self.cleaned_data["about"])
