"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.engagements import views

app_name = "engagements"
urlpatterns = [
    path("programs/mine/", views.mine, name="mine"),
    path("programs/", views.program_list, name="program-list"),
    path("programs/new/", views.create_program, name="program-create"),
    path("programs/<uuid:program_id>/", views.program_detail, name="program-detail"),
    path("programs/<uuid:program_id>/change/", views.change_program, name="program-change"),
    path("programs/<uuid:program_id>/reminders/", views.program_reminders, name="program-reminders"),
    path("reminders/", views.reminders_mine, name="reminders-mine"),
    path("programs/<uuid:program_id>/move/", views.move_program, name="program-move"),
    path("programs/<uuid:program_id>/managers/", views.give_program, name="program-managers"),
    path("engagements/<uuid:engagement_id>/", views.overseen, name="overseen"),
]
