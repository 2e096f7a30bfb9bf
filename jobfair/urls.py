from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter

from jobfair.common.ids import IdConverter
from jobfair.web.sign_in.administration import protect

register_converter(IdConverter, "id")
protect(admin.site)

urlpatterns = [
    path("", include("jobfair.ops.urls")),
    path("", include("jobfair.web.urls")),
    path("accounts/", include("jobfair.web.sign_in.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("jobfair.api.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("jobfair.demo.urls")))

handler404 = "jobfair.web.views.frame.problems.not_found"
handler500 = "jobfair.web.views.frame.problems.server_error"
