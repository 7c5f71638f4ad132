from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "programs.evaluations"

    def ready(self) -> None:
        from programs.evaluations import erasing  # noqa: F401, PLC0415 - what it erases registers on import
