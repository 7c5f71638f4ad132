"""The test's database for processes that the test starts."""

from django.db import connection


def database_url() -> str:
    """How another process reaches the database of this test, as the portal's own role."""
    role = connection.settings_dict
    wanted = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return " ".join(f"{name}='{role[key]}'" for name, key in wanted.items() if role[key])
