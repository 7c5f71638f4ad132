"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.mentoring import views

app_name = "mentoring"
urlpatterns = [
    path("circles/", views.list_circles, name="circle-list"),
    path("programs/<uuid:program_id>/circles/new/", views.create_circle, name="circle-create"),
    path("circles/<uuid:engagement_id>/", views.show_circle, name="circle-detail"),
    path("circles/<uuid:engagement_id>/agree/", views.agree, name="circle-agree"),
    path("circles/<uuid:engagement_id>/agreement/", views.change_agreement, name="circle-agreement"),
    path("circles/<uuid:engagement_id>/leave/", views.leave_circle, name="circle-leave"),
    path("circles/<uuid:engagement_id>/manage/", views.manage_circle, name="circle-manage"),
    path("circles/<uuid:engagement_id>/members/new/", views.add_member, name="member-create"),
    path(
        "circles/<uuid:engagement_id>/members/<uuid:participation_id>/remove/",
        views.remove_member,
        name="member-remove",
    ),
    path("circles/<uuid:engagement_id>/mentor/", views.replace_mentor, name="mentor-replace"),
    path("circles/<uuid:engagement_id>/change/", views.change_circle, name="circle-change"),
    path("circles/<uuid:engagement_id>/start/", views.start_circle, name="circle-start"),
    path("circles/<uuid:engagement_id>/pause/", views.pause_circle, name="circle-pause"),
    path("circles/<uuid:engagement_id>/resume/", views.resume_circle, name="circle-resume"),
    path("circles/<uuid:engagement_id>/end/", views.end_circle, name="circle-end"),
    path("circles/<uuid:engagement_id>/cancel/", views.cancel_circle, name="circle-cancel"),
    path("circles/<uuid:engagement_id>/introductions/", views.list_introductions, name="introduction-list"),
    path("circles/<uuid:engagement_id>/introductions/new/", views.introduce, name="introduction-create"),
    path("introductions/<uuid:introduction_id>/", views.show_introduction, name="introduction-detail"),
    path("introductions/<uuid:introduction_id>/answer/", views.answer_introduction, name="introduction-answer"),
    path("introductions/<uuid:introduction_id>/withdraw/", views.withdraw_introduction, name="introduction-withdraw"),
    path("circles/<uuid:engagement_id>/close/", views.close_circle, name="circle-close"),
]
