from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "programs.coaching"

    def ready(self) -> None:
        from programs.coaching import revising  # noqa: F401, PLC0415 - it registers on import
