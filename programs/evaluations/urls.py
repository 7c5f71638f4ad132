"""Addresses of the room, below /o/<organization>/."""

app_name = "evaluations"
urlpatterns: list = []
