from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "programs.coaching"

    def ready(self) -> None:
        """Both register on import."""
        from programs.coaching import erasing, panels  # noqa: F401, PLC0415 - models are loaded only now
