from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "programs.engagements"
