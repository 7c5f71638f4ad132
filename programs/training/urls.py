"""Addresses of the room, below /o/<organization>/."""

app_name = "training"
urlpatterns: list = []
