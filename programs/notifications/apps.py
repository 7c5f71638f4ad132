from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "programs.notifications"

    def ready(self) -> None:
        """Listen to what mail providers tell; see there why this is the only listener."""
        from programs.notifications import webhooks  # noqa: PLC0415 - its models are loaded only now

        webhooks.listen()
