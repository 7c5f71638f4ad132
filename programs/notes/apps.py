from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "programs.notes"
