"""Addresses of the room, below /o/<organization>/."""

app_name = "goals"
urlpatterns: list = []
