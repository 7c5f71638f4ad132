"""`python -m bench [pages] [scheduling] [delivery] [notes] [contract]`: run the benchmarks named, or all."""

import os
import sys

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ["SECURE_TRANSPORT"] = "0"
os.environ.setdefault("EMAIL_URL", "dummymail://")
os.environ["LOG_LEVEL"] = "ERROR"
django.setup()

from bench import contract, delivery, notes, pages, scheduling  # noqa: E402 - Django must be set up first

BENCHMARKS = {
    "pages": pages.measure,
    "scheduling": scheduling.measure,
    "delivery": delivery.measure,
    "notes": notes.measure,
    "contract": contract.measure,
}
wanted = sys.argv[1:] or list(BENCHMARKS)
if unknown := set(wanted) - set(BENCHMARKS):
    raise SystemExit(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}.")
if "pages" in wanted:
    call_command("migrate", verbosity=0)
    call_command("seed_demo", if_empty=True, verbosity=0)  # the pages show the demo's data
for name in wanted:
    BENCHMARKS[name]()
