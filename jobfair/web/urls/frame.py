from django.urls import path

from jobfair.web.views.frame import components, navigation, pages, preferences

urlpatterns = [
    path("preferences/", preferences.show, name="preferences"),
    path("preferences/set/", preferences.change, name="set_preferences"),
    path("navigation/", navigation.part, name="navigation"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("components/", components.show, name="components"),
]
