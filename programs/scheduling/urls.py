"""Addresses of the room, below /o/<organization>/."""

app_name = "scheduling"
urlpatterns: list = []
