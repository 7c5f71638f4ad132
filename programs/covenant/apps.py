from django.apps import AppConfig


class CovenantConfig(AppConfig):
    name = "programs.covenant"

    def ready(self) -> None:
        from programs.covenant import words  # noqa: F401, PLC0415 - what it erases registers on import
