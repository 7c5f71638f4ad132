from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "programs.scheduling"
