"""Settings come from environment, secrets and a file; all that is wrong is said at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from services.kernel.settings import Settings, SettingsWrong, read_settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [each for each in os.environ if each.startswith("WANGGE_")]:
        monkeypatch.delenv(name)


def test_without_any_setting_a_laptop_has_what_it_needs() -> None:
    settings = read_settings()

    assert settings.mode == "all-in-one"
    assert settings.database_of("cases") == f"sqlite:///{Path.cwd()}/data/databases/cases.sqlite3"
    assert settings.file_store.startswith("file:///")
    assert settings.address_of("cases") == "cases:50051"


def test_arguments_win_over_environment_over_secrets_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wangge.toml").write_text('port = 1\ngrpc_port = 2\nlocale = "en"\nworker_threads = 5\n')
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "wangge_grpc_port").write_text("3")
    (secrets / "wangge_worker_threads").write_text("6")
    monkeypatch.setenv("WANGGE_CONFIG", str(tmp_path / "wangge.toml"))
    monkeypatch.setenv("WANGGE_SECRETS_DIR", str(secrets))
    monkeypatch.setenv("WANGGE_WORKER_THREADS", "7")
    monkeypatch.setenv("WANGGE_SERVICES", "directory, cases,")
    monkeypatch.setenv("WANGGE_ADDRESS_CASES", "cases.internal:443")

    settings = read_settings(port=9)

    assert (settings.port, settings.grpc_port, settings.worker_threads, settings.locale) == (9, 3, 7, "en")
    assert settings.services == ("directory", "cases")
    assert settings.address_of("cases") == "cases.internal:443"


def test_every_problem_is_named_together_and_no_value_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANGGE_PORT", "70000")
    monkeypatch.setenv("WANGGE_DATABASE_URL", "mysql://me:hunter2@host/db")
    monkeypatch.setenv("WANGGE_BROKER_URL", "http://hunter2@x")
    monkeypatch.setenv("WANGGE_TRUSTED_PROXIES", "10.0.0.0/99")
    monkeypatch.setenv("WANGGE_PROT", "1")
    monkeypatch.setenv("WANGGE_CONFIG", "/nowhere.toml")

    with pytest.raises(SettingsWrong) as wrong:
        read_settings()

    text = str(wrong.value)
    for name in ("PORT", "DATABASE_URL", "BROKER_URL", "TRUSTED_PROXIES", "PROT", "CONFIG"):
        assert f"WANGGE_{name}:" in text
    assert "hunter2" not in text
    assert all("/" in line for line in text.splitlines())


def test_outside_of_the_demo_a_distributed_platform_needs_real_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WANGGE_DATABASE_URL", "postgresql://wangge:wangge@db.internal/wangge")
    monkeypatch.setenv("WANGGE_BROKER_URL", "amqp://guest:guest@rabbit.internal/")

    with pytest.raises(SettingsWrong) as wrong:
        read_settings(mode="distributed")

    for name in ("WANGGE_COOKIE_SECRET", "WANGGE_DATABASE_URL", "WANGGE_BROKER_URL"):
        assert name in str(wrong.value)
    assert (
        read_settings(mode="distributed", demo=True).database_of("cases").startswith("postgresql+psycopg2://")
    )


def test_what_belongs_together_must_be_set_together(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong) as wrong:
        read_settings(tls_certificate=tmp_path / "none.pem", mutual_tls=True, mode="distributed", demo=True)

    text = str(wrong.value)
    for name in ("TLS_CERTIFICATE", "TLS_AUTHORITY", "DATABASE_URL", "BROKER_URL"):
        assert f"WANGGE_{name}" in text
    assert "none.pem" in text


def test_settings_do_not_change_and_do_not_show_secrets() -> None:
    settings = Settings(cookie_secret="x" * 40)

    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]
    assert "xxxx" not in repr(settings)


@pytest.mark.parametrize(
    "hosts", ["fcm.googleapis.com,*.push.apple.com", "push.example.cn:8443", "http://127.0.0.1:9000"]
)
def test_push_services_are_named_by_host_and_need_a_contact(
    monkeypatch: pytest.MonkeyPatch, hosts: str
) -> None:
    monkeypatch.setenv("WANGGE_PUSH_HOSTS", hosts)
    with pytest.raises(SettingsWrong, match="WANGGE_PUSH_CONTACT"):
        read_settings()
    monkeypatch.setenv("WANGGE_PUSH_CONTACT", "mailto:it@example.gov.cn")

    assert read_settings().push_hosts == tuple(hosts.split(","))


@pytest.mark.parametrize(
    "host",
    ["*", "*.", "https://fcm.googleapis.com", "localhost", "10.0.0.1", "http://10.0.0.1:80", "a..b.cn"],
)
def test_what_is_no_push_service_is_refused(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("WANGGE_PUSH_HOSTS", host)
    monkeypatch.setenv("WANGGE_PUSH_CONTACT", "mailto:it@example.gov.cn")

    with pytest.raises(SettingsWrong, match="WANGGE_PUSH_HOSTS"):
        read_settings()
