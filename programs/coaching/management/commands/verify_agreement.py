"""`manage.py verify_agreement FILE`: the check of programs.coaching.verify, also against the keys of this install."""

from django.core.management.base import BaseCommand, CommandError

from programs.coaching.sealing import known_keys
from programs.coaching.verify import verify_file


class Command(BaseCommand):
    """Says what was checked; fails if one character of the file was changed, or it was sealed elsewhere."""

    help = "Check a printed agreement: its digests, its seal, and that it was sealed here."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--key", default="", help="another public key that it must be sealed with")

    def handle(self, *args, **options):
        tried = [options["key"]] if options["key"] else known_keys()
        for key in tried:
            holds, words = verify_file(options["file"], key)
            if holds:
                self.stdout.write(words)
                return
        raise CommandError(words)
