"""The portal's addresses where mails are written to files."""

from django.urls import include, path

from portal.urls import urlpatterns as portal_urls

urlpatterns = [*portal_urls, path("operator/mailbox/", include("accounts.mailbox_urls"))]
