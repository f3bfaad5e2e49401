"""Clusters of cases as messages."""

from __future__ import annotations

from services.cases.application.oversight.clustering import Clusters
from services.cases.domain.clocks import Light
from services.cases.entrypoints.messages import LIGHTS, STATES
from wangge.cases.v1 import records_pb2 as pb


def clusters_message(clusters: Clusters) -> pb.ClusterCasesResponse:
    """What a section of the map holds."""
    message = pb.ClusterCasesResponse(total=clusters.total, limited=clusters.limited)
    for each in clusters.found:
        cluster = message.clusters.add(count=each.count)
        cluster.point.longitude, cluster.point.latitude = each.longitude, each.latitude
        for state, count in sorted(each.states.items()):
            cluster.states.add(state=STATES[state], count=count)
        for light, count in sorted(each.lights.items()):
            cluster.lights.add(light=LIGHTS[Light(light)], count=count)
        for case in each.cases:
            shown = cluster.cases.add(
                id=case.id, number=case.number, title=case.title, state=STATES[case.state]
            )
            if case.light:
                shown.light = LIGHTS[Light(case.light)]
            shown.point.longitude, shown.point.latitude = case.longitude, case.latitude
    return message
