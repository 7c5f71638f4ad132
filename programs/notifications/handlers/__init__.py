"""From events to notifications. Who is told is decided here; the words stand in catalogue.py."""

from programs.notifications.handlers import engagements, people, sessions

__all__ = ["engagements", "people", "sessions"]
