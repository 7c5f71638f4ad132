from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "portal.vault"
    label = "vault"

    def ready(self) -> None:
        from portal.vault import checks  # noqa: F401, PLC0415 - system checks register on import
