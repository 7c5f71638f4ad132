"""An address outside any organization: it holds a secret, so nobody has to sign in. `portal.logs` hides it."""

from django.urls import path

from programs.notifications.views import outside

urlpatterns = [path("unsubscribe/<str:token>/", outside.unsubscribe, name="unsubscribe")]
