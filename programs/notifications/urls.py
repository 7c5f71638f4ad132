"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.notifications import views
from programs.notifications.views import channels, delivery

app_name = "notifications"
urlpatterns = [
    path("notices/", views.list_notices, name="list"),
    path("notices/bell/", views.bell, name="bell"),
    path("notices/news/", views.news, name="news"),
    path("notices/settings/", channels.settings, name="settings"),
    path("notices/read/", views.read_all, name="read-all"),
    path("notices/<uuid:notification_id>/", views.open_notice, name="open"),
    path("notices/address/", views.use_address_again, name="use-address"),
    path("delivery/", delivery.delivery, name="delivery"),
    path("delivery/test/", delivery.test_mail, name="test-mail"),
    path("delivery/again/", delivery.send_all_again, name="send-all-again"),
    path("delivery/events/again/", delivery.retry_event, name="retry-event"),
    path("delivery/<uuid:notification_id>/again/", delivery.send_again, name="send-again"),
]
