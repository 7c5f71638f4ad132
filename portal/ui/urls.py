"""Pages of the look itself."""

from django.urls import path

from portal.ui import views

app_name = "ui"
urlpatterns = [
    path("theme/<int:hue>-<int:chroma>.css", views.theme_css, name="theme"),
    path("", views.gallery, name="gallery"),
]
