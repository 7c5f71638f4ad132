"""Many ids in one value find what `__in` finds."""

from uuid import uuid4

from accounts.models import Membership


def test_ids_and_rows_are_found_among_many(cast, harbour):
    wanted = [cast.mentor, cast.coach]
    for those in (wanted, [person.pk for person in wanted], {*wanted, cast.stranger, uuid4()}):
        assert set(Membership.objects.filter(pk__among=those)) == set(wanted)
    assert Membership.objects.get(user__among=[cast.mentor.user_id]) == cast.mentor


def test_nobody_is_among_nothing(cast, harbour):
    assert not Membership.objects.filter(pk__among=[]).exists()
    assert Membership.objects.exclude(pk__among=[]).exists()
