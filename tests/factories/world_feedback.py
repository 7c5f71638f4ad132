"""The sponsor's part of the world: a released report and a draft, each sealed word a canary."""

from programs.coaching.actions import release_report, save_report
from programs.coaching.models import Contract
from programs.coaching.queries import parties_of
from programs.coaching.queries.reporting import digest_of_report, figures_to_release, sponsor_in


def release(report, by):
    """Release a draft as its client, who has just looked at it."""
    contract = Contract.objects.select_related("engagement__program").get(pk=report.contract_id)
    digest = digest_of_report(report, figures_to_release(report, contract, sponsor_in(parties_of(contract))))
    return release_report(report=report, digest=digest, by=by)


def plant_reports(cast, world) -> None:
    """The figures of the released one hold the objective's canaries."""
    contract = Contract.objects.select_related("engagement__program").get(pk=world.contract.pk)
    kept = {"contract": contract, "with_objectives": True, "with_attendance": True, "by": cast.participant}
    released = save_report(progress="canary-report-progress", support="canary-report-support", **kept)
    release(released, cast.participant)
    draft = save_report(progress="canary-report-draft", support="", **kept)
    for secret in ("canary-report-progress", "canary-report-support"):
        world.canaries[secret] = {"participant", "coach", "sponsor"}
    world.canaries["canary-report-draft"] = {"participant"}
    own = world.ids_of["coaching"][0]
    own["report_id"] = released.pk
    world.ids_of["coaching"].append({**own, "report_id": draft.pk})
