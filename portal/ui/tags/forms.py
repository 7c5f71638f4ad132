"""Tags for forms that a page lays out by hand."""

from collections.abc import Iterable

from django.forms import BoundField
from django.forms.forms import BaseForm
from django.utils.safestring import SafeString

from portal.ui.forms import summary
from portal.ui.tags.registry import register


@register.simple_tag
def field(*, field: BoundField) -> SafeString:
    """A field with label, hint and error, as `{{ form }}` writes it."""
    return field.as_field_group()


@register.inclusion_tag("components/error_summary.html")
def error_summary(*, form: BaseForm, heading: str = "") -> dict:
    """What has to be fixed, in the words that stand at the fields, with links to them; or nothing."""
    return summary(form, heading)


@register.inclusion_tag("components/choice.html")
def choice(
    *,
    name: str,
    value: str,
    text: str,
    hint: str = "",
    type: str = "radio",
    checked: bool = False,
    required: bool = False,
) -> dict:
    """A card to choose; all of it is the target. For fields of a form, the form writes the cards itself."""
    return {
        "name": name,
        "value": value,
        "text": text,
        "hint": hint,
        "type": type,
        "checked": checked,
        "required": required,
    }


@register.inclusion_tag("components/hidden_inputs.html")
def hidden_inputs(*, pairs: Iterable[tuple[str, object]]) -> dict:
    """Values that a form carries along, as on a page that asks before it does something."""
    return {"pairs": list(pairs)}
