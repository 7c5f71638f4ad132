"""Reminders of what waits for somebody: one file for each thing that people do, and the sweep that tells them."""

from programs.notifications.nudges.sweeping import EVERY, FINDERS, sweep

__all__ = ["EVERY", "FINDERS", "sweep"]
