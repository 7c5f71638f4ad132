"""A circle for each test of the room."""

import pytest

from tests.factories.mentoring import make_circle, make_mentoring_program


@pytest.fixture
def program(cast, harbour):
    return make_mentoring_program(cast)


@pytest.fixture
def circle(cast, program):
    """Active, with the mentor, the participant and the member."""
    return make_circle(cast, program=program)


@pytest.fixture
def forming(cast, program):
    """The same, not started yet."""
    return make_circle(cast, program=program, start=False)
