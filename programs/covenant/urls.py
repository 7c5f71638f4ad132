"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.covenant import views

COVENANT = "engagements/<uuid:engagement_id>/covenant/"

app_name = "covenant"
urlpatterns = [
    path(COVENANT, views.covenant_detail, name="covenant-detail"),
    path(f"{COVENANT}change/", views.covenant_propose, name="covenant-propose"),
    path(f"{COVENANT}<int:number>/drop/", views.covenant_drop, name="covenant-drop"),
    path("programs/<uuid:program_id>/who-sees-what/", views.program_terms, name="program-terms"),
]
