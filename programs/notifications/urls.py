"""Addresses of the room, below /o/<organization>/."""

app_name = "notifications"
urlpatterns: list = []
