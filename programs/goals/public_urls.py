"""Addresses outside any organization: each holds a secret, so nobody has to sign in. `portal.logs` hides them."""

from django.urls import path

from programs.goals import views_support_guests as views

urlpatterns = [
    path("supporting/<str:token>/", views.guest_support, name="guest-support"),
    path("supporting/<str:token>/no/", views.guest_stop, name="guest-support-no"),
]
