"""The demo's year of life: stories that are lived through the portal's own actions, at their own dates."""
