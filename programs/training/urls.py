"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.training.views import certificates, cohorts, courses, places

app_name = "training"
urlpatterns = [
    path("courses/", courses.course_list, name="course-list"),
    path("courses/<uuid:course_id>/", courses.course_detail, name="course-detail"),
    path("courses/<uuid:course_id>/change/", courses.course_change, name="course-change"),
    path("courses/<uuid:course_id>/plan/", courses.cohort_create, name="cohort-create"),
    path("programs/<uuid:program_id>/courses/new/", courses.course_create, name="course-create"),
    path("cohorts/<uuid:engagement_id>/", cohorts.cohort_detail, name="cohort-detail"),
    path("cohorts/<uuid:engagement_id>/change/", cohorts.cohort_change, name="cohort-change"),
    path("cohorts/<uuid:engagement_id>/sessions/new/", cohorts.session_plan, name="session-plan"),
    path("cohorts/<uuid:engagement_id>/open/", cohorts.cohort_open, name="cohort-open"),
    path("cohorts/<uuid:engagement_id>/start/", cohorts.cohort_start, name="cohort-start"),
    path("cohorts/<uuid:engagement_id>/complete/", cohorts.cohort_complete, name="cohort-complete"),
    path("cohorts/<uuid:engagement_id>/close/", cohorts.cohort_close, name="cohort-close"),
    path("cohorts/<uuid:engagement_id>/cancel/", cohorts.cohort_cancel, name="cohort-cancel"),
    path("cohorts/<uuid:engagement_id>/enroll/", places.enroll, name="enroll"),
    path("cohorts/<uuid:engagement_id>/learners/new/", places.learner_add, name="learner-add"),
    path("sessions/<uuid:session_id>/attendance/", cohorts.attendance, name="attendance"),
    path("enrollments/<uuid:enrollment_id>/withdraw/", places.withdraw, name="withdraw"),
    path("enrollments/<uuid:enrollment_id>/certificate/", certificates.certificate, name="certificate"),
]
