from django.contrib import admin
from django.urls import include, path, register_converter

from jobfair.common.ids import IdConverter

register_converter(IdConverter, "id")

urlpatterns = [
    path("", include("jobfair.ops.urls")),
    path("", include("jobfair.web.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler500 = "jobfair.web.views.frame.problems.server_error"
