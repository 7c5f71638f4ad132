"""The public check of a printed agreement, at /agreements/: no sign-in, no organization in the address."""

from django.urls import path

from programs.coaching.views import checking

urlpatterns = [
    path("check/", checking.check_agreement, name="agreement-check"),
    path("key/", checking.agreement_key, name="agreement-key"),
    path("verify.py", checking.agreement_program, name="agreement-program"),
]
