from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jobfair.web"
    label = "web"

    def ready(self) -> None:
        from jobfair.web.forms.sentences import settle

        settle()
