from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "jobfair.attendance"
    label = "attendance"
