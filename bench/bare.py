"""The yardstick: what any signed-in list page of a Django application cannot do without.

Session, signed-in user, two more queries and fifty rows in an extending template; nothing of the portal's own.
"""

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.template import Context, Engine
from django.urls import path

BASE = "<!doctype html><title>{% block title %}{% endblock %}</title><main>{% block main %}{% endblock %}</main>"
PAGE = """{% extends 'base.html' %}
{% block main %}<h1>{{ user.name }}</h1><p>{{ count }}</p>
<ul>{% for person in people %}
<li><a href='/{{ person.pk }}/'>{{ person.name }}</a> {{ person.email }} {{ person.joined_at|date:'j F Y' }}</li>
{% endfor %}</ul>{% endblock %}"""
TEMPLATES = ("django.template.loaders.locmem.Loader", {"base.html": BASE, "page.html": PAGE})
ENGINE = Engine(loaders=[("django.template.loaders.cached.Loader", [TEMPLATES])])
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


def page(request):
    """The bare list page."""
    people = get_user_model().objects.order_by("name")
    context = {"user": request.user, "count": people.count(), "people": people[:50]}
    return HttpResponse(ENGINE.get_template("page.html").render(Context(context)))


urlpatterns = [path("page/", page)]
