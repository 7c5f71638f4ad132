"""Beat calls only tasks that exist, and its calls do not pile up."""

import pytest
from celery.schedules import crontab

from portal.celery import app

DAY = 24 * 60 * 60  # seconds


@pytest.mark.parametrize("entry", app.conf.beat_schedule.values(), ids=lambda entry: entry["task"])
def test_every_call_of_beat_reaches_a_task_and_expires(entry):
    app.loader.import_default_modules()
    assert entry["task"] in app.tasks
    pause = 0 if isinstance(entry["schedule"], crontab) else entry["schedule"]  # one a day can't pile up
    assert entry["options"]["expires"] >= pause
    assert entry["options"]["expires"] < DAY


def test_every_task_is_called_by_beat():
    app.loader.import_default_modules()
    ours = {name for name in app.tasks if name.startswith(("portal.", "programs.", "accounts."))}
    assert ours == {entry["task"] for entry in app.conf.beat_schedule.values()}
