"""Addresses of the room, below /o/<organization>/."""

app_name = "dashboard"
urlpatterns: list = []
