"""The portal's addresses where a mail provider is configured."""

from django.urls import include, path

from portal.urls import urlpatterns as portal_urls
from programs.notifications.webhook_urls import addresses

urlpatterns = [*portal_urls, path("webhooks/mail/", include((addresses("postmark"), "webhooks")))]
