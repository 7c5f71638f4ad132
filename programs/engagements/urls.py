"""Addresses of the room, below /o/<organization>/."""

app_name = "engagements"
urlpatterns: list = []
