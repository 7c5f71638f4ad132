"""Addresses of the room, below /o/<organization>/."""

from django.urls import path

from programs.scheduling import views

app_name = "scheduling"
urlpatterns = [
    path("availability/", views.availability, name="availability"),
    path("availability/calendars/", views.busy_calendars, name="calendars"),
    path("availability/calendars/<uuid:calendar_id>/read/", views.calendar_read, name="calendar-read"),
    path("availability/calendars/<uuid:calendar_id>/remove/", views.calendar_remove, name="calendar-remove"),
    path("availability/days/", views.availability_days, name="availability-days"),
    path("calendar/", views.calendar, name="calendar"),
    path("engagements/<uuid:engagement_id>/polls/new/", views.poll_create, name="poll-create"),
    path("engagements/<uuid:engagement_id>/series/new/", views.series_create, name="series-create"),
    path("calendar/elsewhere/", views.calendar_feed, name="calendar-feed"),
    path("calendar/elsewhere/replace/", views.feed_replace, name="feed-replace"),
    path("engagements/<uuid:engagement_id>/sessions/new/", views.session_create, name="session-create"),
    path("engagements/<uuid:engagement_id>/sessions/log/", views.session_log, name="session-log"),
    path("engagements/<uuid:engagement_id>/sessions/propose/", views.times_propose, name="times-propose"),
    path("engagements/<uuid:engagement_id>/topics/", views.topic_propose, name="topic-propose"),
    path("polls/<uuid:poll_id>/", views.poll_detail, name="poll-detail"),
    path("polls/<uuid:poll_id>/decide/", views.poll_decide, name="poll-decide"),
    path("polls/<uuid:poll_id>/drop/", views.poll_drop, name="poll-drop"),
    path("polls/<uuid:poll_id>/remind/", views.poll_remind, name="poll-remind"),
    path("series/<uuid:series_id>/", views.series_detail, name="series-detail"),
    path("sessions/<uuid:session_id>/", views.session_detail, name="session-detail"),
    path("sessions/<uuid:session_id>/move/", views.session_move, name="session-move"),
    path("sessions/<uuid:session_id>/propose/", views.session_propose, name="session-propose"),
    path("sessions/<uuid:session_id>/cancel/", views.session_cancel, name="session-cancel"),
    path("sessions/<uuid:session_id>/answer/", views.session_answer, name="session-answer"),
    path("sessions/<uuid:session_id>/session.ics", views.session_file, name="session-file"),
    path("sessions/<uuid:session_id>/reply/", views.session_reply, name="session-reply"),
    path("sessions/<uuid:session_id>/marks/", views.attendance_correct, name="attendance-correct"),
    path("sessions/<uuid:session_id>/who-came/", views.attendance_say, name="attendance-say"),
    path("proposals/<uuid:proposal_id>/", views.proposal_detail, name="proposal-detail"),
    path("proposals/<uuid:proposal_id>/accept/", views.time_accept, name="time-accept"),
    path("proposals/<uuid:proposal_id>/decline/", views.times_decline, name="times-decline"),
    path("proposals/<uuid:proposal_id>/withdraw/", views.times_withdraw, name="times-withdraw"),
    path("topics/<uuid:topic_id>/back/", views.topic_back, name="topic-back"),
    path("sessions/<uuid:session_id>/looked/", views.agenda_look, name="agenda-look"),
    path("topics/<uuid:topic_id>/change/", views.topic_change, name="topic-change"),
    path("topics/<uuid:topic_id>/withdraw/", views.topic_withdraw, name="topic-withdraw"),
    path("topics/<uuid:topic_id>/choose/", views.topic_choose, name="topic-choose"),
]
