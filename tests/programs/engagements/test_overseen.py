"""From a program to each of its engagements, and on to the page from which it is run."""

import pytest
from django.urls import reverse

from tests.factories import coaching, training
from tests.factories.mentoring import make_circle


def made(cast, kind):
    if kind == "mentoring":
        return make_circle(cast).pk, "mentoring:circle-manage"
    if kind == "coaching":
        return coaching.active(cast).pk, "coaching:contract-oversee"
    return training.make_cohort(cast).pk, "training:cohort-detail"


@pytest.mark.parametrize("kind", ["mentoring", "coaching", "training"])
def test_an_administrator_reaches_the_page_that_runs_it(cast, harbour, as_, kind):
    engagement_id, name = made(cast, kind)
    known = {"organization": "harbour", "engagement_id": engagement_id}
    browser = as_(cast.administrator)
    page = browser.get(reverse("engagements:overseen", kwargs=known)).content.decode()
    address = reverse(name, kwargs=known)
    assert f'href="{address}"' in page
    assert browser.get(address).status_code == 200
