from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "programs.scheduling"

    def ready(self) -> None:
        from programs.scheduling import program_panels  # noqa: F401, PLC0415 - the panel registers on import
