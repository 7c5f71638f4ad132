from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "programs.scheduling"

    def ready(self) -> None:
        from programs.scheduling import erasing  # noqa: F401, PLC0415 - what it erases registers on import
