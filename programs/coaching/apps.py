from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "programs.coaching"

    def ready(self) -> None:
        from programs.coaching import erasing  # noqa: F401, PLC0415 - what it erases registers on import
