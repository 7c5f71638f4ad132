from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "programs.notes"

    def ready(self) -> None:
        from programs.notes import draft_panel, panels  # noqa: F401, PLC0415 - the panels register on import
