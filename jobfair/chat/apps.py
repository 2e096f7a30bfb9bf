from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "jobfair.chat"
    label = "chat"
