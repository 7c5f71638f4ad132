"""Render one message from a text and an HTML template, and hand it to the mail server."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def send(*, to: str, template: str, context: Mapping[str, Any], message_id: str, reply_to: str = "") -> None:
    """Send `emails/<template>.txt` and `.html` to one address.

    The subject is the first line of the text template; the rest is the body. The message id is the caller's and stays
    the same when a send is repeated after a crash, so that mail programs show the message once.

    Args:
        to: one address.
        template: the path below templates/emails/ without its ending.
        context: values for both templates; never anything confidential.
        message_id: unique for this message, without brackets and host.
        reply_to: the human who should get the answer.

    Raises:
        OSError, smtplib.SMTPException: the mail server refused or was not reached.
    """
    values = {"site_url": settings.SITE_URL, **context}
    subject, _, body = render_to_string(f"emails/{template}.txt", values).strip().partition("\n")
    message = EmailMultiAlternatives(
        subject=subject.strip(),
        body=body.strip() + "\n",
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Message-ID": f"<{message_id}@{settings.SITE_URL.partition('://')[2].partition(':')[0]}>"},
    )
    message.attach_alternative(render_to_string(f"emails/{template}.html", values), "text/html")
    message.send()
