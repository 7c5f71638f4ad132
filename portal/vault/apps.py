from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "portal.vault"
    label = "vault"

    def ready(self) -> None:
        from portal.tenancy.roles import CONVERGE  # noqa: PLC0415
        from portal.vault import checks, guard  # noqa: F401, PLC0415 - system checks register on import

        if guard.guard_columns not in CONVERGE:
            CONVERGE.append(guard.guard_columns)
