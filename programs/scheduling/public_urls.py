"""Addresses outside any organization: each holds a secret, so nobody has to sign in. `portal.logs` hides them."""

from django.urls import path

from programs.scheduling.views import outside

urlpatterns = [
    path("answer/<str:token>/", outside.session_by_link, name="session-by-link"),
    path("calendar/<uuid:user_id>/<str:token>.ics", outside.calendar_file, name="calendar-file"),
]
