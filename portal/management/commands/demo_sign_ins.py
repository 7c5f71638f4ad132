"""Print who can be tried out in the demo."""

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Print the demo's sign-ins as a table."

    def handle(self, *args, **options):
        people = settings.DEMO_SIGN_INS
        address = max(len(person["email"]) for person in people)
        name = max(len(person["label"]) for person in people)
        for person in people:
            self.stdout.write(f"  {person['email']:<{address}}  {person['label']:<{name}}  {person['who']}")
        self.stdout.write(f"  The password of all of them: {settings.DEMO_PASSWORD}")
