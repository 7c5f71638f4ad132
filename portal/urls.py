"""Every address. An organization's pages live below /o/<organization>/."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("ui/", include("portal.ui.urls")),
    path("", include("accounts.urls")),
    path("o/<slug:organization>/", include("accounts.organization_urls")),
    path("", include("programs.urls")),
]

if settings.ANYMAIL_ESP:
    urlpatterns.append(path("webhooks/mail/", include("programs.notifications.webhook_urls")))

if settings.MAILBOX_DIR:
    urlpatterns.append(path("operator/mailbox/", include("accounts.mailbox_urls")))
