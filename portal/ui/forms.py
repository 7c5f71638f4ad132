"""How forms look and how they run: the renderer, a base for the portal's forms, and two helpers for views.

The renderer reaches every form, also those of other packages. The base classes only add native date and time
inputs, because the type of an input belongs to its widget.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.forms.formsets import BaseFormSet
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.errors import DomainError

NUMBER_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
CHOICE_TYPES = {"checkbox", "radio", "hidden"}


class PortalBoundField(forms.BoundField):
    """A field that knows how it is shown."""

    def build_widget_attrs(self, attrs, widget=None):
        """Add the class of inputs; drop placeholders, which vanish when they are needed (a hint stays)."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if getattr(widget, "input_type", "") not in CHOICE_TYPES and not self.use_fieldset:
            attrs["class"] = f"input {widget.attrs.get('class', '')} {attrs.get('class', '')}".strip()
            attrs["placeholder"] = False
        return attrs

    @property
    def is_single_choice(self) -> bool:
        """One checkbox, whose label is its card."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def may_stay_empty(self) -> bool:
        """Whether to say so. Forms that filter a list set `mark_optional = False`."""
        return not self.field.required and getattr(self.form, "mark_optional", True)

    @property
    def anchor(self) -> str:
        """The id that the error summary links to: the input, or the first card of a choice."""
        return self.id_for_label or f"{self.auto_id}_0"


class PortalRenderer(TemplatesSetting):
    """Writes every form and every field in the look of the portal."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = PortalBoundField


class Choice(str):
    """The label of a choice with a second line below it: `("weekly", Choice("Each week", "Mondays"))`."""

    __slots__ = ("hint",)
    hint: str

    def __new__(cls, label: str, hint: str = ""):
        choice = super().__new__(cls, label)
        choice.hint = hint
        return choice


class NativeInputs:
    """Gives date and time fields the browser's own inputs, in the format that those send."""

    fields: dict[str, forms.Field]
    NATIVE = (
        (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
        (forms.DateInput, "date", "%Y-%m-%d"),
        (forms.TimeInput, "time", "%H:%M"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            for widget_class, input_type, value_format in self.NATIVE:
                if isinstance(field.widget, widget_class):
                    field.widget.input_type = input_type
                    field.widget.format = value_format
                    break


class OwnWords:
    """Says what to do, not "This field is required", at each field that has no words of its own."""

    fields: dict[str, forms.Field]
    INVALID = (
        (forms.DateTimeField, "Choose a day and a time"),
        (forms.DateField, "Choose a date"),
        (forms.TimeField, "Choose a time"),
        (forms.EmailField, "Write an address like name@example.org"),
        (forms.DecimalField, "Write a number, like 3.5"),  # before the whole numbers, of which Django makes it one
        (forms.IntegerField, "Write a number"),
    )
    LIMITS = {
        "max_length": "Make it shorter: at most %(limit_value)s characters; this has %(show_value)s.",
        "min_value": "Choose %(limit_value)s or more",
        "max_value": "Choose %(limit_value)s or less",
        "max_digits": "Write a shorter number, with at most %(max)s digits",
        "max_decimal_places": "Write at most %(max)s digits after the point",
        "max_whole_digits": "Write a smaller number, with at most %(max)s digits before the point",
    }
    NOT_OFFERED = "This is not one of the choices any more. Choose again."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            for code, words in self.LIMITS.items():
                field.error_messages.setdefault(code, words)
            self._name_what_is_offered(field)
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = ask_for(field, str(field.label or pretty_name(name)))
            for field_class, words in self.INVALID:
                if isinstance(field, field_class):
                    default = field_class.default_error_messages.get("invalid", words)
                    if field.error_messages.get("invalid", default) == default:
                        field.error_messages["invalid"] = words
                    break

    def _name_what_is_offered(self, field: forms.Field) -> None:
        """Who sends a choice that is not there has an old page, or plays."""
        for code in ("invalid_choice", "invalid_pk_value"):
            default = type(field).default_error_messages.get(code) or forms.ChoiceField.default_error_messages.get(code)
            if code in field.error_messages and field.error_messages[code] == default:
                field.error_messages[code] = self.NOT_OFFERED


def ask_for(field: forms.Field, label: str) -> str:
    """What to do about an empty field, with its label so that the error summary can be read alone."""
    if label.endswith("?"):
        return f"Answer “{label}”"
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}”"
    chosen = isinstance(field, forms.ChoiceField | forms.DateField | forms.TimeField | forms.DateTimeField)
    return f"Choose “{label}”" if chosen else f"Fill in “{label}”"


class PortalForm(NativeInputs, OwnWords, forms.Form):
    """The base of the portal's forms."""


class PortalModelForm(NativeInputs, OwnWords, forms.ModelForm):
    """The base of forms that mirror a model; they fill an action's arguments, they do not save."""


def summary(form: forms.BaseForm, heading: str = "") -> dict:
    """The error summary of a form: its heading, and a line for each error with the field it leads to."""
    lines = [{"text": error, "anchor": ""} for error in form.non_field_errors()]
    for bound in form:
        anchor = "" if bound.is_hidden else getattr(bound, "anchor", bound.id_for_label)
        lines += [{"text": error, "anchor": anchor} for error in bound.errors]
    if not heading:
        count = NUMBER_WORDS[len(lines)] if len(lines) < len(NUMBER_WORDS) else str(len(lines))
        heading = f"{count} {'thing' if len(lines) == 1 else 'things'} to fix before we can go on"
    return {"lines": lines, "heading": heading}


def apply_action(form: forms.BaseForm, action: Callable[..., Any], **kwargs) -> Any:
    """Run an action with a valid form's values, in a transaction of its own.

    Args:
        form: a valid form; its cleaned values become keyword arguments.
        kwargs: what the form does not know, as who acts and on what.

    Returns:
        What the action returns, True when that is None; or None when it refused, and then the form has the
        sentence, at the field it concerns.
    """
    try:
        with transaction.atomic():
            result = action(**form.cleaned_data, **kwargs)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return None
    return True if result is None else result


def values_of(row: Any, form: type[forms.Form]) -> dict[str, Any]:
    """What a form begins with that changes a row: the row's fields, also sealed ones, by the form's names."""
    return {name: getattr(row, name) for name in form.base_fields}


def render_form(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Render a page with forms: 422 if one has errors."""
    return render(request, template, dict(context), status=422 if has_errors(context) else 200)


def has_errors(context: Mapping[str, Any]) -> bool:
    """Whether a form or formset in a context was sent and refused."""
    shown = [value for value in context.values() if isinstance(value, forms.BaseForm | BaseFormSet)]
    return any(form.is_bound and not form.is_valid() for form in shown)
