"""Addresses of the room, below /o/<organization>/."""

app_name = "mentoring"
urlpatterns: list = []
