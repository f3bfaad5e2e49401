"""Fills the demo county with cases of another system: the 924 service requests that are shipped (DIR-30)."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import as_file, files

from services.cases.bootstrap import Application
from services.kernel.call import system_call
from services.kernel.runtime.context import ServiceContext

_FILE, _MAPPING, _COUNTY = "requests_311.csv", "nyc311", "410611000000"
_CALL = system_call("demo")


def build(application: Application, context: ServiceContext, progress: Callable[[str], None]) -> None:
    """Import the file once; a file that was imported before adds nothing.

    The directory's territories and catalogue must have been heard of.
    """
    oversight = application.oversight
    shipped = files("services.cases.adapters").joinpath("seed", "311", _FILE)
    with as_file(shipped) as path:
        staged = oversight.stage_import(_CALL, path, _FILE, _MAPPING, _COUNTY)
    found = oversight.accept_import(_CALL, staged.found.id)
    progress(
        f"导入 {_FILE}：{found.rows_total} 行，接受 {found.rows_applied}，拒绝 {found.rows_rejected}，"
        f"已有 {found.rows_unchanged} / {found.rows_total} rows, {found.rows_applied} accepted, "
        f"{found.rows_rejected} rejected, {found.rows_unchanged} known"
    )
