from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "programs.goals"

    def ready(self) -> None:
        from programs.goals import erasing, texts  # noqa: F401, PLC0415 - both register on import
