"""How far a week of visits has come, by grid and worker, and who waits longest (POP-22, ASM-15)."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, render_template

from services.kernel.web.pages import needs, peer
from services.population.edge import register
from services.population.edge.people import places
from services.population.edge.register import asked_code, day_asked
from wangge.population.v1 import visits_pb2 as pb
from wangge.population.v1 import visits_pb2_grpc

SEE = "population.visit.view"


def add(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/visits", view_func=visits)


@needs(SEE)
def visits() -> str:
    """A week; the running one when none is asked for."""
    code, day = asked_code(), day_asked("day")
    stub = peer(visits_pb2_grpc.VisitServiceStub, "population")
    found = stub.GetVisitCoverage(pb.GetVisitCoverageRequest(territory_code=code, day=day))
    monday = date.fromisoformat(found.from_day)
    following = monday + timedelta(days=7)
    return render_template(
        "population/visits.html",
        week=found,
        code=code,
        places=places(code, SEE),
        before=(monday - timedelta(days=7)).isoformat(),
        following=following.isoformat() if following <= register.today() else "",
    )
