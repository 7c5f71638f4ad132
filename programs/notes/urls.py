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
    path("engagements/<uuid:engagement_id>/insights/", views.insight_list, name="insight-list"),
    path("journal/", views.journal, name="journal"),
    path("programs/<uuid:program_id>/stories/", views.story_list, name="story-list"),
    path("engagements/<uuid:engagement_id>/stories/new/", views.story_create, name="story-create"),
    path("stories/<uuid:story_id>/", views.story_detail, name="story-detail"),
    path("stories/<uuid:story_id>/change/", views.story_change, name="story-change"),
    path("stories/<uuid:story_id>/answer/", views.story_answer, name="story-answer"),
    path("stories/<uuid:story_id>/confirm/", views.story_confirm, name="story-confirm"),
    path("stories/<uuid:story_id>/withdraw/", views.story_withdraw, name="story-withdraw"),
    path("engagements/<uuid:engagement_id>/notes/openings/", views.ledger, name="ledger"),
    path("engagements/<uuid:engagement_id>/notes/oversight/", views.oversight_open, name="oversight-open"),
    path("engagements/<uuid:engagement_id>/notes/emergency/", views.emergency_ask, name="emergency-ask"),
    path("openings/", views.opening_list, name="opening-list"),
    path("openings/<uuid:opening_id>/", views.opening_decide, name="opening-decide"),
    path("openings/<uuid:opening_id>/notes/", views.opening_read, name="opening-read"),
    path("engagements/<uuid:engagement_id>/copy/", views.copy, name="copy"),
    path("search/", views.search, name="search"),
    path("my-data/", views.my_data, name="my-data"),
    path("my-data/erase/", views.my_data_erase, name="my-data-erase"),
    path("people/<uuid:membership_id>/erase/", views.person_erase, name="person-erase"),
    path("notes/<uuid:note_id>/change/", views.note_change, name="note-change"),
    path("notes/<uuid:note_id>/writing/", views.note_presence, name="note-presence"),
    path("notes/<uuid:note_id>/versions/", views.note_versions, name="note-versions"),
    path("notes/<uuid:note_id>/release/", views.note_release, name="note-release"),
    path("notes/<uuid:note_id>/take-back/", views.note_unrelease, name="note-unrelease"),
    path("notes/<uuid:note_id>/erase/", views.note_erase, name="note-erase"),
]
