"""Addresses of the room, below /o/<organization>/."""

app_name = "coaching"
urlpatterns: list = []
