"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.notes import views

app_name = "notes"
urlpatterns = [
    path("sessions/<uuid:session_id>/write-up/", views.session_write_up, name="session-write-up"),
    path("sessions/<uuid:session_id>/write-up/draft/", views.write_up_draft, name="session-write-up-draft"),
    path("sessions/<uuid:session_id>/notes/new/draft/", views.note_create_draft, name="note-create-draft"),
    path("engagements/<uuid:engagement_id>/notes/new/draft/", views.note_create_draft, name="note-create-draft"),
    path("notes/<uuid:note_id>/change/draft/", views.note_change_draft, name="note-change-draft"),
    path("engagements/<uuid:engagement_id>/prompts/", views.prompts_show, name="prompts-show"),
    path("sessions/<uuid:session_id>/notes/new/", views.note_create, name="note-create"),
    path("engagements/<uuid:engagement_id>/notes/new/", views.note_create, name="note-create"),
    path("engagements/<uuid:engagement_id>/notes/", views.note_list, name="note-list"),
    path("notes/<uuid:note_id>/change/", views.note_change, name="note-change"),
]
