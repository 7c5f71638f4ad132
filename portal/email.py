"""Render one message from a text and an HTML template, and hand it to the mail server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from portal.email_words import EMAIL_WORDS
from portal.languages import ENGLISH, known

CAIRN_HUE, CAIRN_CHROMA, MAX_CHROMA = 160, 0.09, 0.15


@dataclass(frozen=True)
class CalendarPart:
    """A calendar file that is the point of a mail: mail programs show buttons to answer, or change the calendar.

    Args:
        content: the file.
        method: its METHOD, as "REQUEST" or "CANCEL"; mail programs look for it outside of the file as well.
        name: of the attachment.
    """

    content: bytes
    method: str
    name: str = "invite.ics"


def send(
    *,
    to: str,
    template: str,
    context: Mapping[str, Any],
    message_id: str,
    reply_to: str = "",
    calendar: CalendarPart | None = None,
    attachments: Sequence[tuple[str, bytes, str]] = (),
    metadata: Mapping[str, str] | None = None,
    unsubscribe: str = "",
    language: str = ENGLISH,
) -> None:
    """Send `emails/<template>.txt` and `.html` to one address.

    The subject is the first line of the text template; the rest is the body. The message id is the caller's and stays
    the same when a send is repeated after a crash, so that mail programs show the message once.

    Args:
        to: one address.
        template: the path below templates/emails/ without its ending. Both templates extend `emails/base.*`.
        context: values for both templates; never anything confidential. With an `organization` the mail wears its
            name and colour.
        message_id: unique for this message, without brackets and host.
        reply_to: the human who should get the answer.
        calendar: an invitation, its update or its cancellation.
        attachments: name, content and type of each further file. Calendar files among them are `application/ics`: a
            second `text/calendar` would compete with the one that the mail is about.
        metadata: ids that a mail provider keeps and names again when the mail comes back; SMTP carries none of them.
        unsubscribe: the address at which a POST without any sign-in ends mails of this kind (RFC 8058). Mail programs
            show a button for it.
        language: that the context’s words are in; what every mail says around them follows it.

    Raises:
        OSError, smtplib.SMTPException, anymail.exceptions.AnymailError: the mail server or provider refused, or was
            not reached.
    """
    language = known(language)
    values = {
        "site_url": settings.SITE_URL,
        "language": language,
        "around": EMAIL_WORDS[language],
        **brand(context.get("organization")),
        **context,
    }
    subject, _, body = render_to_string(f"emails/{template}.txt", values).strip().partition("\n")
    message = EmailMultiAlternatives(
        subject=subject.strip(),
        body=body.strip() + "\n",
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers=_headers(message_id, unsubscribe, language),
    )
    message.attach_alternative(render_to_string(f"emails/{template}.html", values), "text/html")
    if calendar:
        _add_calendar(message, calendar)
    for name, content, mimetype in attachments:
        message.attach(name, content, mimetype)
    if metadata:
        message.metadata = dict(metadata)  # type: ignore[attr-defined]  # anymail reads it, other backends don't look
    message.send()


def _headers(message_id: str, unsubscribe: str, language: str) -> dict[str, str]:
    """All our mails are written by the portal: whoever is away does not answer them (RFC 3834)."""
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    headers = {"Message-ID": f"<{message_id}@{host}>", "Auto-Submitted": "auto-generated", "Content-Language": language}
    if unsubscribe:
        headers |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def _add_calendar(message: EmailMultiAlternatives, calendar: CalendarPart) -> None:
    """Twice, as the big calendars do it: Outlook wants it among the alternatives, the last of them, with its method;
    others look for a file. Under its other type a file is no second invitation."""
    message.attach_alternative(calendar.content.decode(), f"text/calendar; method={calendar.method}")
    message.attach(calendar.name, calendar.content, "application/ics")


def brand(organization: Any) -> dict[str, str]:
    """The colours of an organization, or the portal's own, as mail programs understand them: plain hex."""
    hue = organization.hue if organization else CAIRN_HUE
    chroma = min(float(organization.chroma), MAX_CHROMA) if organization else CAIRN_CHROMA
    return {
        "accent": hex_colour(0.44, chroma, hue),
        "accent_soft": hex_colour(0.945, min(chroma, 0.032), hue),
        "canvas": hex_colour(0.974, 0.004, hue),
    }


def hex_colour(lightness: float, chroma: float, hue: float) -> str:
    """An OKLCH colour as "#rrggbb"; what a screen cannot show is brought to the nearest that it can, by channel."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _gamma(min(max(channel, 0), 1))):02x}" for channel in linear)


def _gamma(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
