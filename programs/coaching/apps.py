from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "programs.coaching"

    def ready(self) -> None:
        from programs.coaching import (  # noqa: F401, PLC0415 - they register on import
            erasing,
            erasing_choices,
            erasing_design,
            panels,
            program_panels,
        )
