"""Make the demo's data where there are none, then run the benchmarks."""

import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ["SECURE_TRANSPORT"] = "0"
os.environ.setdefault("EMAIL_URL", "dummymail://")
os.environ["LOG_LEVEL"] = "ERROR"
django.setup()

from bench.pages import measure  # noqa: E402 - Django must be set up first

call_command("migrate", verbosity=0)
call_command("seed_demo", if_empty=True, verbosity=0)
measure()
