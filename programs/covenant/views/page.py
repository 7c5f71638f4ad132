"""What the pages show, made from terms, names and signatures."""

from django.http import HttpRequest

from portal.ui.nav import organization_url
from programs.covenant.permissions import can_propose_covenant, can_sign_covenant
from programs.covenant.queries import declared_terms, standing_of, versions_of
from programs.covenant.sentences import columns_of, differences, further, table_of, who_sees_what
from programs.covenant.terms import from_json
from programs.engagements.queries import people_of


def words_of(terms, columns) -> dict:
    """Sentences and table of some terms."""
    return {
        "columns": columns,
        "sentences": who_sees_what(terms, columns),
        "further": further(terms, columns),
        "table": table_of(terms, columns),
    }


def covenant_page(request: HttpRequest, engagement, place) -> dict:
    """What holds or is asked, who has signed it, and what this person can do about it."""
    people = people_of(engagement)
    standing = standing_of(engagement, people)
    columns = columns_of(standing.to_sign, request.organization.name, [(row.role, row.name) for row in people])
    waits = place.pk in {row.pk for row in standing.waiting}
    may_change = can_propose_covenant(place, engagement)
    return {
        **_frame(request, engagement),
        "place": place,
        "people": people,
        "standing": standing,
        "state": state_of(engagement, standing),
        "signatures": [(row, standing.signed[row.pk]) for row in people if row.pk in standing.signed],
        "signs": waits and can_sign_covenant(place, engagement),
        "may_propose": may_change and not (standing.in_force and standing.proposed),
        "may_drop": may_change and standing.proposed is not None and _differs(engagement, standing),
        "proposer": _proposer(standing, people),
        "differences": differences(standing.terms, standing.to_sign, columns),
        "earlier": [row for row in versions_of(engagement) if row.replaced_at or row.dropped_at],
        **words_of(standing.to_sign, columns),
    }


def state_of(engagement, standing) -> str:
    """In one word what the page begins with."""
    if engagement.has_ended:
        return "ended"
    if standing.in_force:
        return "proposed" if standing.proposed else "late" if standing.waiting else "in force"
    return "partly" if standing.signed else "nobody"


def _differs(engagement, standing) -> bool:
    """Whether dropping what is asked would leave something else: the first version is mostly what is declared."""
    return bool(standing.in_force) or standing.to_sign.digest != declared_terms(engagement.program).digest


def _proposer(standing, people):
    if standing.proposed is None:
        return None
    return next((row for row in people if row.membership_id == standing.proposed.proposed_by_id), None)


def propose_page(request: HttpRequest, engagement) -> dict:
    """What the form starts from: the terms that hold, or that wait for the first signatures."""
    people = people_of(engagement)
    standing = standing_of(engagement, people)
    columns = columns_of(standing.terms, request.organization.name, [(row.role, row.name) for row in people])
    terms = standing.terms if standing.in_force else standing.to_sign
    return {
        **_frame(request, engagement),
        "terms": terms,
        "columns": columns,
        "others": len(people) - 1,
        "waits": bool(standing.in_force and standing.proposed),
    }


def drop_page(request: HttpRequest, covenant, place) -> dict:
    """The version in question, and whether it can still be dropped."""
    engagement = covenant.engagement
    people = people_of(engagement)
    standing = standing_of(engagement, people)
    columns = columns_of(standing.terms, request.organization.name, [(row.role, row.name) for row in people])
    becomes = from_json(engagement.kind, covenant.terms)
    return {
        **_frame(request, engagement),
        "covenant": covenant,
        "mine": covenant.proposed_by_id == place.membership_id,
        "settled": bool(covenant.in_force_at or covenant.dropped_at),
        "differences": differences(standing.terms, becomes, columns),
    }


def _frame(request: HttpRequest, engagement) -> dict:
    back = organization_url(request, engagement.words.detail, engagement_id=engagement.pk)
    return {"engagement": engagement, "back": back}
