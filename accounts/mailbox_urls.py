"""The demo's mailbox page."""

urlpatterns: list = []
