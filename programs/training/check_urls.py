"""The public check of a certificate, at /check/: no sign-in, no organization in the address."""

from django.urls import path

from programs.training.views import certificates

urlpatterns = [
    path("", certificates.check_form, name="certificate-check-form"),
    path("<str:code>/", certificates.check, name="certificate-check"),
]
