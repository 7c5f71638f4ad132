from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "programs.notes"

    def ready(self) -> None:
        from programs.notes import panels  # noqa: F401, PLC0415 - the panel registers on import
