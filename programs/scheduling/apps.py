from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "programs.scheduling"

    def ready(self) -> None:
        from programs.scheduling import erasing, program_panels  # noqa: F401, PLC0415 - both register on import
