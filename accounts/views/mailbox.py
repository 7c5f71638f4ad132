"""The demo's mailbox: every mail the portal has sent, so that nobody needs a mail server to follow a link."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import mailbox
from accounts.decorators import operator_view


@operator_view
@require_safe
def mails(request):
    """The newest mails."""
    return render(request, "operator/mailbox.html", {"mails": mailbox.newest(settings.MAILBOX_DIR)})


@operator_view
@require_safe
def mail(request, code):
    """One mail, as text."""
    found = mailbox.find(settings.MAILBOX_DIR, code)
    if found is None:
        raise Http404
    return render(request, "operator/mail.html", {"mail": found})
