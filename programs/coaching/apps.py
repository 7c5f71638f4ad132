from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "programs.coaching"

    def ready(self) -> None:
        from programs.coaching import (  # noqa: F401, PLC0415 - they register on import
            erasing,
            panels,
            program_panels,
            revising,
        )
