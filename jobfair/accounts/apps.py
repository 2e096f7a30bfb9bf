from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jobfair.accounts"
    label = "accounts"
