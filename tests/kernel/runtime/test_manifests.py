"""Manifests are read without importing a service; choosing services closes over what they require."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from services.kernel.runtime.discovery import SelectionWrong, discover, select, standings
from services.kernel.runtime.manifest import Manifest, ManifestWrong, manifest_from, read_manifest

GOOD = {"name": "water", "title_zh": "供水", "title_en": "Water"}


def service(root: Path, name: str, text: str = "") -> None:
    (root / name).mkdir()
    (root / name / "service.toml").write_text(
        f'name = "{name}"\ntitle_zh = "水"\ntitle_en = "W"\n{text}', "utf-8"
    )


def test_services_are_found_in_folders_and_installed_distributions_without_importing_them(toys: Path) -> None:
    for name in [each for each in sys.modules if each.split(".")[0] in ("toywater", "toyfire")]:
        del sys.modules[name]

    found = discover()

    assert {"toywater", "toyfire"} <= found.keys()
    assert found["toyfire"].requires == ("toywater",)
    assert "toywater.parts" not in sys.modules


def test_an_entry_point_without_a_manifest_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "lost-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lost\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[wangge.services]\nlost = nowhere_at_all\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(ManifestWrong, match="nowhere_at_all"):
        discover(tmp_path)


def test_two_services_of_one_name_are_refused(tmp_path: Path) -> None:
    service(tmp_path, "one", "")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "service.toml").write_text('name = "one"\ntitle_zh = "水"\ntitle_en = "W"\n', "utf-8")

    with pytest.raises(ManifestWrong, match="also named one"):
        discover(tmp_path, installed=False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "Water"}, "name: 'Water' does not have the form"),
        ({"name": "kernel"}, "reserved"),
        ({"title_zh": ""}, "title_zh: a text is required"),
        ({"require": ["x"]}, "require: unknown"),
        ({"requires": "x"}, "requires: a list of texts"),
        ({"requires": ["water"]}, "cannot need itself"),
        ({"uses": ["a1", "a1"]}, "listed twice"),
        ({"subscribes": ["CaseOpened"]}, "subscribes: 'CaseOpened' does not have the form"),
        ({"protos": ["a.b_pb2"]}, "needs the part servicers"),
        ({"parts": {"boot": "a:b"}}, "parts.boot: unknown"),
        ({"parts": {"bootstrap": "a b"}}, "write package.module:name"),
        ({"permissions": [{"name": "lay", "zh": "x", "en": "x"}]}, "service.thing.verb"),
        ({"permissions": [{"name": "a1.b.c", "zh": "x"}]}, "needs zh and en"),
        ({"permissions": "x"}, "a list of tables"),
        ({"navigation": [{"zh": "x"}]}, "needs zh, en and path"),
    ],
)
def test_every_defect_of_a_manifest_is_named(change: dict[str, object], said: str) -> None:
    with pytest.raises(ManifestWrong) as wrong:
        manifest_from({**GOOD, **change, "publishes": ["small"]}, Path("x/service.toml"))

    assert said in str(wrong.value)
    assert "publishes: 'small'" in str(wrong.value)


def test_a_manifest_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "service.toml").write_bytes(b"name = \xff")

    with pytest.raises(ManifestWrong, match=r"service\.toml"):
        read_manifest(tmp_path / "service.toml")


def test_a_part_that_is_not_there_is_named() -> None:
    manifest = Manifest(
        "water", "水", "W", Path("water"), parts={"jobs": "nowhere.at:all", "edge": "pathlib:Nothing"}
    )

    assert manifest.load("bootstrap") is None
    with pytest.raises(ManifestWrong, match="part jobs: there is no module nowhere"):
        manifest.load("jobs")
    with pytest.raises(ManifestWrong, match="pathlib has no Nothing"):
        manifest.load("edge")


def names(chosen: tuple[Manifest, ...]) -> list[str]:
    return [each.name for each in chosen]


def test_what_is_required_comes_along_and_comes_first(tmp_path: Path) -> None:
    service(tmp_path, "alpha", 'requires = ["beta"]\n')
    service(tmp_path, "beta", 'requires = ["gamma"]\n')
    service(tmp_path, "gamma")
    service(tmp_path, "delta")
    manifests = discover(tmp_path, installed=False)

    assert names(select(["alpha"], manifests)) == ["gamma", "beta", "alpha"]
    assert set(names(select([], manifests))) == set(manifests)


def test_removing_a_services_folder_leaves_a_platform_that_starts(tmp_path: Path) -> None:
    service(tmp_path, "directory")
    service(tmp_path, "cases", 'requires = ["directory"]\n')
    service(tmp_path, "risk", 'requires = ["cases"]\nuses = ["party"]\n')
    manifests = discover(tmp_path, installed=False)
    for removed, left in (("risk", {"directory", "cases"}), ("cases", {"directory"})):
        remaining = {name: each for name, each in manifests.items() if name != removed}

        assert set(names(select([], remaining))) == left


def test_a_service_asked_for_by_name_must_be_startable(tmp_path: Path) -> None:
    service(tmp_path, "cases", 'requires = ["directory"]\n')
    manifests = discover(tmp_path, installed=False)

    with pytest.raises(SelectionWrong, match="cases requires directory, which is not installed"):
        select(["cases"], manifests)
    with pytest.raises(SelectionWrong, match="requires directory"):
        select([], manifests)
    with pytest.raises(SelectionWrong, match="no such service: nothing"):
        select(["nothing"], manifests)


def test_a_circle_of_requirements_is_named(tmp_path: Path) -> None:
    service(tmp_path, "alpha", 'requires = ["beta"]\n')
    service(tmp_path, "beta", 'requires = ["alpha"]\n')

    with pytest.raises(SelectionWrong, match="alpha -> beta -> alpha"):
        select([], discover(tmp_path, installed=False))


def test_the_listing_tells_what_is_enabled_missing_and_used(tmp_path: Path) -> None:
    service(tmp_path, "alpha", 'requires = ["lost"]\n')
    service(tmp_path, "beta", 'uses = ["gamma", "party"]\n')
    service(tmp_path, "gamma")
    manifests = discover(tmp_path, installed=False)

    found = {each.manifest.name: each for each in standings(manifests, select([], manifests))}

    assert (found["alpha"].enabled, found["alpha"].missing) == (False, ("lost",))
    assert (found["beta"].uses_present, found["beta"].uses_absent) == (("gamma",), ("party",))
