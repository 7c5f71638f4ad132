"""Small marks inside a line: icons, kinds, statuses, faces, buttons."""

from django.template import TemplateSyntaxError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.ui.tags.registry import register

KINDS = ("mentoring", "coaching", "training")
BUTTON_VARIANTS = ("", "primary", "quiet", "danger")
STATUS_TONES = ("", "ok", "warn", "danger", "kind")
AVATAR_TONES = ("", "kind", "lead")
STATUS_ICONS = {"ok": "check", "warn": "alert", "danger": "alert", "": "clock", "kind": "check"}


def one_of(prop: str, value: str, allowed: tuple[str, ...]) -> str:
    """The value, if the component knows it: a misspelt tone must not pass as the plain one."""
    if value not in allowed:
        raise TemplateSyntaxError(f"{prop}={value!r} is not one of {', '.join(map(repr, allowed))}")
    return value


@register.simple_tag
def icon(*, name: str, label: str = "") -> SafeString:
    """An icon of the sprite. It is decoration, unless a label says what it stands for."""
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="#i-{}"/></svg>', label, name)
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def glyph(*, kind: str, tile: bool = False) -> SafeString:
    """The drawing of a kind of work; `tile` gives it a coloured square, for rows of a list."""
    one_of("kind", str(kind), KINDS)
    css = "glyph glyph--tile" if tile else "glyph"
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><use href="#k-{}"/></svg>', css, kind)


@register.inclusion_tag("components/kind_mark.html")
def kind_mark(*, kind: str, text: str) -> dict:
    """Glyph, word and colour of a kind of work; never the colour alone."""
    return {"kind": one_of("kind", str(kind), KINDS), "text": text}


@register.inclusion_tag("components/status.html")
def status(*, text: str, tone: str = "", icon: str = "") -> dict:
    """An icon and two or three words. Without an icon, the tone chooses one."""
    tone = one_of("tone", tone, STATUS_TONES)
    return {"text": text, "tone": tone, "icon": icon or STATUS_ICONS[tone]}


@register.inclusion_tag("components/avatar.html")
def avatar(*, initials: str, tone: str = "") -> dict:
    """A face made of initials. The name stands beside it, so screen readers skip it."""
    return {"initials": initials, "tone": one_of("tone", tone, AVATAR_TONES)}


@register.inclusion_tag("components/button.html")
def button(
    *,
    text: str,
    href: str = "",
    variant: str = "",
    wide: bool = False,
    edge: bool = False,
    icon: str = "",
    hidden: str = "",
    type: str = "submit",
    name: str = "",
    value: str = "",
    form: str = "",
    pressed: bool | None = None,
    disabled: bool = False,
) -> dict:
    """A button, or with `href` a link that looks like one.

    Args:
        text: verb and thing, "Book this time".
        hidden: words only a screen reader hears, when the same text stands on a page several times.
        edge: pulls a quiet button to the text edge.
        form: id of the form it submits when it stands outside of it.
        pressed: for toggles.
    """
    one_of("variant", variant, BUTTON_VARIANTS)
    one_of("type", type, ("submit", "button", "reset"))
    return {
        "text": text,
        "href": href,
        "css": " ".join(
            ["button"] + [f"button--{word}" for word in (variant, "wide" * bool(wide), "edge" * bool(edge)) if word]
        ),
        "icon": icon,
        "hidden": hidden,
        "type": type,
        "name": name,
        "value": value,
        "form": form,
        "pressed": {None: "", True: "true", False: "false"}[pressed],
        "disabled": disabled,
    }


@register.inclusion_tag("components/icon_button.html")
def icon_button(*, text: str, icon: str, href: str = "", type: str = "submit", count: int = 0) -> dict:
    """A square button with an icon; its text is for screen readers. A count sits in its corner."""
    return {"text": text, "icon": icon, "href": href, "type": type, "count": count}
