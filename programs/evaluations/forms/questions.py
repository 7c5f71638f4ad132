"""The form of one question, made for its type."""

from django import forms

from portal.errors import DomainError
from portal.ui.forms import ask_for
from programs.evaluations.forms.questionnaires import BasedForm
from programs.evaluations.questions import options_from, parse_condition

TYPE_NAMES = {
    "scale": "Scale",
    "number": "Number",
    "choice": "One of several",
    "choices": "Some of several",
    "yes_no": "Yes or no",
    "text": "In words",
    "section": "Heading",
}
HINTS = {
    "scale": "Numbers with words at both ends.",
    "number": "A whole number.",
    "choice": "One of the options that you write.",
    "choices": "Any of the options that you write.",
    "yes_no": "One or the other.",
    "text": "A few lines, or more.",
    "section": "Parts the questions; who and when count for all below it.",
}
WHEN_HELP = (
    "Answers of that question: yes; or 4, 5; or “at least 4”, “at most 2”; or options, with commas between them."
)


class OpenChoice(forms.ChoiceField):
    """A choice whose first option is a choice as well, so that nothing is "left empty"."""

    def validate(self, value) -> None:
        """The first option has no value."""
        if value:
            super().validate(value)


class QuestionForm(BasedForm):
    """Everything about one question.

    Args:
        type: of the question; it stays what it is.
        earlier: the questions before it, on which it may depend.
        roles: role and name, for those whom it is kept for.
        old: the question as it was, when one is changed.
    """

    use_required_attribute = False

    label = forms.CharField(max_length=300, label="What is asked")
    help = forms.CharField(required=False, max_length=600, label="A sentence below it")

    def __init__(self, *args, type: str, earlier: list[dict], roles: list[tuple[str, str]], old: dict, **kwargs):
        super().__init__(*args, initial={**_initial(old, type), **kwargs.pop("initial", {})}, **kwargs)
        self.type, self.old = type, old
        self.earlier = [one for one in earlier if one["type"] not in ("section", "text")]
        if type == "section":
            self.fields["label"].label = "Heading"
            self.fields["label"].error_messages["required"] = ask_for(self.fields["label"], "Heading")
        for name, field in PARTS[type]().items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = ask_for(field, str(field.label))  # too late for `PortalForm`
            self.fields[name] = field
        self.fields["only"] = forms.ChoiceField(
            required=False,
            label="Who is asked",
            choices=[("", "Everybody"), *((key, f"Only: {name}") for key, name in roles)],
        )
        if self.earlier:
            choices = [("", "Always"), *((one["key"], f"After “{one['label']}”") for one in self.earlier)]
            self.fields["when"] = OpenChoice(label="When it is asked", choices=choices)
            self.fields["when_values"] = forms.CharField(
                required=False, label="After which answers", help_text=WHEN_HELP, max_length=300
            )
        self.fields["key"] = forms.CharField(
            required=False,
            max_length=40,
            label="Key",
            help_text="By it answers of several versions and moments are put together. Left empty, it is made for you.",
        )

    def clean(self) -> dict:
        """Read lines and conditions; what the question itself allows is checked when it is saved."""
        found = super().clean() or {}
        points = _lines(found.get("points", ""))
        if points and {"least", "most"} <= set(found) and len(points) != found["most"] - found["least"] + 1:
            self.add_error("points", f"These are {len(points)} names. Write one for each point, or none.")
        if found.get("when"):
            asked = next(one for one in self.earlier if one["key"] == found["when"])
            try:
                self.condition = parse_condition(asked, found.get("when_values", ""))
            except DomainError as error:
                self.add_error("when_values", error.message)
        return found

    def question(self) -> dict:
        """The question as it is stored."""
        values = self.cleaned_data
        found = {"key": values["key"], "type": self.type, "label": values["label"]}
        found |= {name: values[name] for name in ("help", "only") if values.get(name)}
        for name in ("low", "high", "unit", "least", "minimum", "maximum", "most"):
            if values.get(name) not in (None, ""):
                found[name] = values[name]
        if "options" in values:
            found["options"] = options_from(_lines(values["options"]), self.old.get("options", []))
        if values.get("points"):
            found["points"] = _points(_lines(values["points"]), values["least"])
        if values.get("long"):
            found["long"] = True
        if "required" in values and values["required"] != (self.type != "text"):
            found["required"] = values["required"]
        if values.get("when"):
            found["when"] = self.condition
        return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _points(names: list[str], least: int) -> dict[str, str]:
    return {str(value): name for value, name in enumerate(names, start=least)}


def _initial(old: dict, type: str) -> dict:
    found = {**old, "required": old.get("required", type != "text")}
    found["options"] = "\n".join(option["label"] for option in old.get("options", []))
    found["points"] = "\n".join((old.get("points") or {}).values())
    if old.get("when"):
        wanted = old["when"]["is"]
        found["when"] = old["when"]["key"]
        found["when_values"] = (
            ", ".join(str(value) for value in wanted)
            if isinstance(wanted, list)
            else " ".join(f"{bound.replace('_', ' ')} {number}" for bound, number in wanted.items())
        )
    return found


def _needed() -> forms.Field:
    return forms.BooleanField(required=False, label="An answer is needed")


def _whole(label: str, **kwargs) -> forms.Field:
    return forms.IntegerField(required=False, label=label, **kwargs)


def _several_lines(label: str, help_text: str, *, required: bool) -> forms.Field:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "input--short"}),
    )


def _numbers(*numbers: int) -> list[tuple[str, str]]:
    return [(str(number), str(number)) for number in numbers]


def _scale() -> dict[str, forms.Field]:
    return {
        "least": forms.TypedChoiceField(
            label="It begins with", choices=[("1", "1"), ("0", "0")], coerce=int, initial="1"
        ),
        "most": forms.TypedChoiceField(
            label="It ends with", choices=[(str(n), str(n)) for n in range(2, 12)], coerce=int, initial="5"
        ),
        "low": forms.CharField(max_length=60, label="What the lowest means", initial="Not at all"),
        "high": forms.CharField(max_length=60, label="What the highest means", initial="Very much"),
        "points": _several_lines(
            "Names of the points",
            "From the lowest up, each on a line of its own, for all of them or for none.",
            required=False,
        ),
        "required": _needed(),
    }


def _number() -> dict[str, forms.Field]:
    return {
        "minimum": _whole("The smallest"),
        "maximum": _whole("The largest"),
        "unit": forms.CharField(required=False, max_length=30, label="Unit", help_text="As “hours” or “people”."),
        "required": _needed(),
    }


def _options() -> dict[str, forms.Field]:
    return {"options": _several_lines("Options", "Each on a line of its own.", required=True), "required": _needed()}


def _choices() -> dict[str, forms.Field]:
    options = _options()
    return {"options": options["options"], "most": _whole("At most how many", min_value=1), "required": _needed()}


def _text() -> dict[str, forms.Field]:
    return {"long": forms.BooleanField(required=False, label="Room for several paragraphs"), "required": _needed()}


PARTS = {
    "scale": _scale,
    "number": _number,
    "choice": _options,
    "choices": _choices,
    "yes_no": lambda: {"required": _needed()},
    "text": _text,
    "section": dict,
}
