"""What the parts of the case catalogue are called."""

from __future__ import annotations

from collections.abc import Mapping

from services.kernel.web.texts import Text, titled
from wangge.directory.v1 import reference_pb2 as pb

KINDS: Mapping[int, Text] = {
    pb.CATALOGUE_KIND_COMPONENT: Text("部件", "Component"),
    pb.CATALOGUE_KIND_EVENT: Text("事件", "Event"),
    pb.CATALOGUE_KIND_SERVICE: Text("服务咨询", "Service"),
    pb.CATALOGUE_KIND_DISPUTE: Text("矛盾纠纷", "Dispute"),
}
URGENCIES: Mapping[str, Text] = {
    "normal": Text("一般", "Normal"),
    "urgent": Text("紧急", "Urgent"),
    "major": Text("重大", "Major"),
}
STAGES: Mapping[str, Text] = {
    "screening": Text("受理", "Screening"),
    "assigning": Text("派遣", "Assigning"),
    "signing": Text("签收", "Signing"),
    "handling": Text("处置", "Handling"),
    "checking": Text("审核", "Checking"),
    "verifying": Text("核查", "Verifying"),
}


def title_of(item: pb.CatalogueItem) -> str:
    """The title in the reader's language; the Chinese one where there is no other."""
    return titled(item.title_zh, item.title_en)
