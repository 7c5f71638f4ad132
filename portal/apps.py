from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from portal import celery, checks  # noqa: F401, PLC0415 - tasks need the Celery application before they are sent, and checks register on import
