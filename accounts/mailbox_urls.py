"""The demo's mailbox page, below /operator/mailbox/; wired only where mails are written to files."""

from django.urls import path

from accounts.views import mailbox

urlpatterns = [
    path("", mailbox.mails, name="operator-mailbox"),
    path("<str:code>/", mailbox.mail, name="operator-mail"),
]
