"""Addresses of people, organizations and the operator."""

urlpatterns: list = []
