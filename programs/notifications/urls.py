"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.notifications import views
from programs.notifications.views import channels

app_name = "notifications"
urlpatterns = [
    path("notices/", views.list_notices, name="list"),
    path("notices/bell/", views.bell, name="bell"),
    path("notices/news/", views.news, name="news"),
    path("notices/settings/", channels.settings, name="settings"),
    path("notices/settings/address/", channels.use_address_again, name="use-address-again"),
    path("notices/read/", views.read_all, name="read-all"),
    path("notices/<uuid:notification_id>/", views.open_notice, name="open"),
    path("delivery/", views.delivery, name="delivery"),
    path("delivery/events/again/", views.retry_event, name="retry-event"),
    path("delivery/<uuid:notification_id>/again/", views.send_again, name="send-again"),
]
