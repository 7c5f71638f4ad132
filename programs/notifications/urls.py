"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.notifications import delivery_views, views
from programs.notifications.views import channels

app_name = "notifications"
urlpatterns = [
    path("notices/", views.list_notices, name="list"),
    path("notices/bell/", views.bell, name="bell"),
    path("notices/news/", views.news, name="news"),
    path("notices/settings/", channels.settings, name="settings"),
    path("notices/read/", views.read_all, name="read-all"),
    path("notices/<uuid:notification_id>/", views.open_notice, name="open"),
    path("notices/address/", views.use_address_again, name="use-address"),
    path("delivery/", delivery_views.delivery, name="delivery"),
    path("delivery/test/", delivery_views.test_mail, name="test-mail"),
    path("delivery/again/", delivery_views.send_all_again, name="send-all-again"),
    path("delivery/events/again/", delivery_views.retry_event, name="retry-event"),
    path("delivery/<uuid:notification_id>/again/", delivery_views.send_again, name="send-again"),
]
