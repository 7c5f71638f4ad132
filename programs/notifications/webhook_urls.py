"""Where the configured mail provider tells what became of mails; included only where there is one.

Of anymail's addresses only this provider's: each of the others would open a door that nobody uses.
"""

from anymail.urls import urlpatterns as every_provider
from django.conf import settings
from django.urls import path

from accounts.decorators import public_view

urlpatterns = [
    path(str(pattern.pattern), public_view(pattern.callback))  # the view itself asks for ANYMAIL_WEBHOOK_SECRET
    for pattern in every_provider
    if pattern.name == f"{settings.ANYMAIL_ESP}_tracking_webhook"
]
