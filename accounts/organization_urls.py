"""Addresses of people and the look, below /o/<organization>/."""

from django.urls import path

from accounts.views import calls, look, people, profile

app_name = "accounts"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/invitations/<uuid:invitation_id>/withdraw/", people.withdraw_invitation, name="invitation-withdraw"),
    path("people/invitations/<uuid:invitation_id>/again/", people.send_invitation_again, name="invitation-again"),
    path("people/<uuid:membership_id>/role/", people.role, name="role"),
    path("people/<uuid:membership_id>/access/", people.access, name="access"),
    path("profile/", profile.profile_here, name="profile"),
    path("calls/", calls.calls, name="calls"),
    path("look/", look.look, name="look"),
]
