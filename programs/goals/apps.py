from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "programs.goals"

    def ready(self) -> None:
        from programs.goals import panels  # noqa: F401, PLC0415 - the panels register on import
