"""The one tag library. It lives apart from the tags so that their modules can share it."""

from django import template

register = template.Library()
