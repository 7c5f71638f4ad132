"""Addresses outside any organization: each holds a secret, so nobody has to sign in. `portal.logs` hides them."""

from django.urls import path

from programs.evaluations.views import guests

urlpatterns = [
    path("evaluation/<str:token>/", guests.guest_answer, name="guest-answer"),
    path("evaluation/<str:token>/no/", guests.guest_decline, name="guest-decline"),
]
