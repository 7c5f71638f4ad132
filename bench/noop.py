"""Celery alone: a worker with a task that does nothing, for comparison."""

import os

from celery import Celery

app = Celery("noop", broker=os.environ["REDIS_URL"])
app.conf.update(task_default_queue="bench_noop", task_ignore_result=True, worker_hijack_root_logger=False)


@app.task
def nothing(number: int) -> None:
    """What a reminder would be, if each had its own message."""
