from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        # Tasks need the Celery application before they are sent; checks and lookups register on import.
        from portal import celery, checks, lookups  # noqa: F401, PLC0415
