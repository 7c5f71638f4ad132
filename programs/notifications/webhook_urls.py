"""Where the configured mail provider tells what became of mails; included only where there is one.

Of anymail's addresses only this provider's: each of the others would open a door that nobody uses.
"""

from anymail.urls import urlpatterns as every_provider
from django.conf import settings
from django.urls import URLPattern, path

from accounts.decorators import public_view


def addresses(provider: str) -> list[URLPattern]:
    """The provider's address for what became of mails. The view itself asks for ANYMAIL_WEBHOOK_SECRET."""
    return [
        path(str(pattern.pattern), public_view(pattern.callback))
        for pattern in every_provider
        if pattern.name == f"{provider}_tracking_webhook"
    ]


urlpatterns = addresses(settings.ANYMAIL_ESP)
