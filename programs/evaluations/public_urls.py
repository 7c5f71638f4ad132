"""Addresses outside any organization: each holds a secret, so nobody has to sign in. `portal.logs` hides them."""

from django.urls import path

from programs.evaluations import guest_views

urlpatterns = [
    path("evaluation/<str:token>/", guest_views.guest_answer, name="guest-answer"),
    path("evaluation/<str:token>/no/", guest_views.guest_decline, name="guest-decline"),
]
