from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "programs.goals"

    def ready(self) -> None:
        from programs.goals import write_up  # noqa: F401, PLC0415 - its parts register on import
