"""The rooms' addresses. Everything below /o/<organization>/ runs inside that organization."""

from django.urls import include, path

rooms = [
    path("", include("programs.dashboard.urls")),
    path("", include("programs.engagements.urls")),
    path("", include("programs.covenant.urls")),
    path("", include("programs.scheduling.urls")),
    path("", include("programs.notes.urls")),
    path("", include("programs.goals.urls")),
    path("", include("programs.evaluations.urls")),
    path("", include("programs.mentoring.urls")),
    path("", include("programs.coaching.urls")),
    path("", include("programs.training.urls")),
    path("", include("programs.notifications.urls")),
]

urlpatterns = [
    path("o/<slug:organization>/", include(rooms)),
    path("", include("programs.scheduling.public_urls")),
    path("", include("programs.notifications.public_urls")),
    path("", include("programs.evaluations.public_urls")),
    path("agreements/", include("programs.coaching.public_urls")),
    path("", include("programs.goals.public_urls")),
    path("check/", include("programs.training.check_urls")),
]
