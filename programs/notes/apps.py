from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "programs.notes"

    def ready(self) -> None:
        from programs.notes import draft_panel, erasing, panels, texts  # noqa: F401, PLC0415 - they register on import
