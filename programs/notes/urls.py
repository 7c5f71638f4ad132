"""Addresses of the room, below /o/<organization>/."""

app_name = "notes"
urlpatterns: list = []
