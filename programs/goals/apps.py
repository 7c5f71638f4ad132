from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "programs.goals"

    def ready(self) -> None:
        from programs.goals import erasing, panels, texts, write_up  # noqa: F401, PLC0415 - they register on import
