"""What a platform has that nobody filled with a demo: reference data, roles, and commands that just work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from services.kernel.persistence.tables import outbox
from services.kernel.runtime.cli_root import root
from services.kernel.testing.platform import TestPlatform
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc, reference_pb2, reference_pb2_grpc

HEADER = "code,level,name,parent_code\n"
CITY = "410600000000,prefecture,鹤壁市,410000000000\n"
Run = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WANGGE_SERVICES", "directory")
    monkeypatch.setenv("WANGGE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def run(data: Path) -> Run:
    return lambda *arguments: CliRunner().invoke(root, [str(each) for each in arguments])


def table(folder: Path, text: str) -> Path:
    path = folder / "divisions.csv"
    path.write_text(text, "utf-8")
    return path


def stored(data: Path, statement: str) -> list[object]:
    engine = sa.create_engine(f"sqlite:///{data}/databases/directory.sqlite3")
    try:
        with engine.connect() as connection:
            return list(connection.scalars(sa.text(statement)))
    finally:
        engine.dispose()


def test_a_new_platform_has_roles_catalogue_dictionaries_and_calendar(tmp_path: Path) -> None:
    with TestPlatform(tmp_path, ["directory"]) as platform:
        token = platform.token_of("ann", ["directory.role.view"])
        reference = platform.stub(reference_pb2_grpc.ReferenceServiceStub, token)
        accounts = platform.stub(accounts_pb2_grpc.AccountServiceStub, token)

        assert len(reference.GetCatalogue(reference_pb2.GetCatalogueRequest()).items) > 50
        assert reference.ListDictionaries(reference_pb2.ListDictionariesRequest()).dictionaries
        assert reference.GetWorkingCalendar(reference_pb2.GetWorkingCalendarRequest()).known_years
        roles = accounts.ListRoles(accounts_pb2.ListRolesRequest()).roles
        assert {"grid_worker", "system_admin"} <= {role.name for role in roles}


def test_the_other_services_hear_of_the_first_catalogue_and_calendar(tmp_path: Path) -> None:
    with TestPlatform(tmp_path, ["cases"]) as platform:
        platform.settle()

        with platform.contexts["cases"].database.read() as connection:
            for name in ("seen_catalogue", "seen_calendar"):
                assert connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))), name


def test_migrate_loads_the_first_data_and_a_second_time_nothing(run: Run, data: Path) -> None:
    count = f"SELECT count(*) FROM {outbox.name} WHERE type LIKE '%CataloguePublished'"
    for _ in range(2):
        result = run("migrate")
        assert result.exit_code == 0, result.output
        assert stored(data, count) == [1]


def test_divisions_are_imported_into_a_new_data_directory(run: Run, data: Path, tmp_path: Path) -> None:
    result = run("import", "divisions", table(tmp_path, HEADER + CITY))

    assert result.exit_code == 0, result.output
    assert "accepted 1 rows" in result.output
    assert (data / "keys" / "ring.json").exists()
    assert stored(data, "SELECT code FROM territory") == ["410600000000"]
    assert stored(data, "SELECT count(*) FROM catalogue_version") != [0]


def test_refused_rows_and_unusable_files_have_exit_codes_of_their_own(
    run: Run, data: Path, tmp_path: Path
) -> None:
    assert run("import", "divisions", table(tmp_path, "甲,乙\n1,2\n")).exit_code == 2
    assert not data.exists()
    wrong = HEADER + CITY + "410611002x02,village,坏代码,410611002000\n"
    assert run("import", "divisions", table(tmp_path, wrong)).exit_code == 3


def test_a_distributed_platform_is_migrated_by_its_operator(
    run: Run, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WANGGE_MODE", "distributed")
    monkeypatch.setenv("WANGGE_DATABASE_URL", postgres_url)
    monkeypatch.setenv("WANGGE_BROKER_URL", "amqp://guest:guest@127.0.0.1:9/")
    monkeypatch.setenv("WANGGE_COOKIE_SECRET", "x" * 40)
    monkeypatch.setenv("WANGGE_ADDRESS_DIRECTORY", "127.0.0.1:50052")
    # Makes keys and schemas, and says that the queues are missing.
    down = run("migrate")
    assert down.exit_code == 1
    assert "broker" in down.output
    with sa.create_engine(postgres_url).begin() as connection:
        connection.execute(sa.text("DROP SCHEMA directory CASCADE"))

    result = run("import", "divisions", table(tmp_path, HEADER + CITY))

    assert result.exit_code == 1, result.output
    assert "wangge migrate" in result.output
    assert "Traceback" not in result.output
