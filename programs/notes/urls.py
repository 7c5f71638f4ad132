"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.notes import views

app_name = "notes"
urlpatterns = [
    path("sessions/<uuid:session_id>/write-up/", views.session_write_up, name="session-write-up"),
    path("sessions/<uuid:session_id>/notes/new/", views.note_create, name="note-create"),
    path("engagements/<uuid:engagement_id>/notes/new/", views.note_create, name="note-create"),
    path("engagements/<uuid:engagement_id>/notes/", views.note_list, name="note-list"),
    path("engagements/<uuid:engagement_id>/copy/", views.copy, name="copy"),
    path("search/", views.search, name="search"),
    path("my-data/", views.my_data, name="my-data"),
    path("my-data/erase/", views.my_data_erase, name="my-data-erase"),
    path("people/<uuid:membership_id>/erase/", views.person_erase, name="person-erase"),
    path("notes/<uuid:note_id>/change/", views.note_change, name="note-change"),
]
