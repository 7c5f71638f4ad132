"""What people fill in about themselves, each other and their organization."""

import re
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_email

from accounts.calls import LONGEST as LONGEST_CALL
from accounts.calls import check_call_template
from accounts.queries import role_choices
from accounts.zones import zone_choices
from portal.errors import DomainError
from portal.languages import language_choices
from portal.ui.forms import Choice, PortalForm

MOST_AT_ONCE = 200
LONGEST_ADDRESS = 254  # what mail servers pass on, and the column holds
ROLE_HINTS = {
    "administrator": "Sets up the organization: people, roles, programs, the look. Reads no notes.",
    "manager": "Runs the programs that an administrator gives to them. Reads no notes.",
    "member": "Takes part: as mentee, mentor, client, coach, sponsor, learner or trainer.",
}
THEMES = [
    ("", Choice("As my device", "Light by day and dark by night, if your device does so.")),
    ("light", "Light"),
    ("dark", "Dark"),
]


def role_cards() -> list[tuple[str, Choice]]:
    """The roles with what each is for, members first."""
    return [(value, Choice(label, ROLE_HINTS[value])) for value, label in reversed(role_choices())]


class ZoneField(forms.TypedChoiceField):
    """A time zone, chosen by its city."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=zone_choices,
            coerce=ZoneInfo,
            label=kwargs.pop("label", "Time zone"),
            error_messages={"required": "Choose the city whose clock you live by."},
            **kwargs,
        )

    def keep(self, current) -> None:
        """Offer the zone somebody has already, also when the list spells it in another way."""
        self.choices = zone_choices(str(current)) if current else zone_choices()


class InviteForm(PortalForm):
    """One or many addresses, and the role they all get."""

    emails = forms.CharField(
        label="Mail addresses",
        widget=forms.Textarea(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="One on each line, or with commas between them.",
        error_messages={"required": "Write at least one address."},
    )
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect, choices=role_cards, initial="member")

    def clean_emails(self) -> list[str]:
        """Each address once, in the order they were typed."""
        typed = [word.lower() for word in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if word]
        wrong = [word for word in typed if not _is_address(word)]
        if wrong:
            named = ", ".join(f"“{_short(word)}”" for word in wrong[:5])
            verb = "is no mail address" if len(wrong) == 1 else "are no mail addresses"
            raise ValidationError(f"{named} {verb}. Nobody has been invited yet.")
        if len(typed) > MOST_AT_ONCE:
            raise ValidationError(f"These are {len(typed)} addresses. Invite up to {MOST_AT_ONCE} at once.")
        return list(dict.fromkeys(typed))


def _short(word: str) -> str:
    return word if len(word) <= 60 else f"{word[:60]}…"


def _is_address(word: str) -> bool:
    if len(word) > LONGEST_ADDRESS:
        return False
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


class FindPeopleForm(PortalForm):
    """The filter above the list of people."""

    mark_optional = False
    name = forms.CharField(label="Name or address", required=False, max_length=120)
    role = forms.ChoiceField(required=False, choices=lambda: [("", "Every role"), *role_choices()])


class RoleForm(PortalForm):
    """Somebody's role."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect, choices=role_cards)


class ProfileForm(PortalForm):
    """Name, zone, language of mails and theme."""

    mark_optional = False  # the first theme stands for "no wish"

    name = forms.CharField(
        max_length=120,
        label="Your name",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="As people in your circles, contracts and courses see it.",
    )
    time_zone = ZoneField(help_text="All times are shown by this city’s clock. Type the first letters of the city.")
    language = forms.ChoiceField(
        label="Language of your mails", choices=language_choices, help_text="The pages of the portal are in English."
    )
    theme = forms.ChoiceField(label="Light or dark", required=False, choices=THEMES, widget=forms.RadioSelect)

    def __init__(self, *args, current_zone=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].keep(current_zone)


class JoinForm(PortalForm):
    """What an invited person fills in, once in their life."""

    name = forms.CharField(max_length=120, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = ZoneField(help_text="All times are shown by this city’s clock. Type the first letters of the city.")
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Ten characters or more. A few words that belong to nobody else are easy to remember.",
    )
    password_again = forms.CharField(
        strip=False, label="The same password again", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, email: str, current_zone=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["time_zone"].keep(current_zone)

    def clean(self) -> dict:
        """The password, checked by the install's rules; the repetition is no argument of the action."""
        values = super().clean() or {}
        password, again = values.get("password"), values.pop("password_again", None)
        if password and again is not None and password != again:
            self.add_error("password_again", "The two passwords differ. Type both once more.")
        elif password:
            person = get_user_model()(email=self.email, name=values.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return values


class LookForm(PortalForm):
    """Name, hue and zone of the organization."""

    name = forms.CharField(max_length=120, label="Name of the organization")
    hue = forms.IntegerField(
        min_value=0,
        max_value=359,
        label="Colour",
        widget=forms.NumberInput(attrs={"type": "range", "class": "hue"}),
        help_text="Only the hue is yours: lightness stays, so that everything can be read.",
    )
    time_zone = ZoneField(help_text="For mails and lists that speak to everybody. People have their own.")

    def __init__(self, *args, current_zone=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].keep(current_zone)


class CallsForm(PortalForm):
    """Where the calls of the organization are."""

    call_template = forms.CharField(
        label="Address of calls",
        max_length=LONGEST_CALL,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text="Such as https://meet.example.org/{session}. {session} becomes a long number of the session’s own.",
    )

    def clean_call_template(self) -> str:
        """Checked here too, so that an example is only shown of what can be saved."""
        try:
            return check_call_template(self.cleaned_data["call_template"])
        except DomainError as error:
            raise forms.ValidationError(error.message) from None


class CreateOrganizationForm(LookForm):
    """What the operator fills in to open an organization."""

    slug = forms.CharField(
        max_length=40,
        label="Address",
        validators=[
            RegexValidator(r"^[a-z][a-z0-9-]+$", "Use small letters, digits and hyphens, with a letter first.")
        ],
        help_text="Stands in every link as /o/address/ and stays. Small letters, digits and hyphens.",
    )
    administrator_email = forms.EmailField(
        max_length=LONGEST_ADDRESS,
        label="First administrator’s mail address",
        help_text="They get an invitation and set up the rest.",
        error_messages={"invalid": "This is no mail address. Check it for a missing part."},
    )
    field_order = ["name", "slug", "time_zone", "hue", "administrator_email"]


class InviteAdministratorForm(PortalForm):
    """Whom the operator invites when the first invitation was lost or went to a wrong address."""

    email = forms.EmailField(
        label="Mail address of the first administrator",
        max_length=LONGEST_ADDRESS,
        help_text="The earlier invitation stops working.",
        error_messages={"invalid": "This is no mail address. Check it for a missing part."},
    )
