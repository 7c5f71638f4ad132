"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("overview/", views.overview, name="overview"),
]
