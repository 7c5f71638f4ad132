"""The public check of a certificate."""

urlpatterns: list = []
