from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "programs.goals"

    def ready(self) -> None:
        from programs.goals import (  # noqa: F401, PLC0415 - they register on import
            erasing,
            panels,
            panels_focus,
            texts,
            texts_focus,
            write_up,
            write_up_focus,
        )
