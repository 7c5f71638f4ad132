from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "programs.mentoring"

    def ready(self) -> None:
        from programs.mentoring import erasing  # noqa: F401, PLC0415 - what it erases registers on import
