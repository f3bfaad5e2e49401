"""``migrate``, ``services`` and ``audit``: looking after schemas and proving the audit."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from services.kernel.audit.verify import verify
from services.kernel.messaging.broker_pika import BrokerDown
from services.kernel.persistence import migrate as schema
from services.kernel.runtime.assembly import anchors_file
from services.kernel.runtime.discovery import SelectionWrong, discover, select, standings
from services.kernel.runtime.keys import ensure_keys
from services.kernel.runtime.offline import chosen_services, chosen_settings, open_contexts
from services.kernel.runtime.preparing import databases_exist, prepare
from services.kernel.types import utc_now


@click.command()
@click.option("--check", is_flag=True, help="只显示待执行的迁移 / only show what is pending")
def migrate(check: bool) -> None:
    """更新数据库结构并载入基础数据 / bring the databases to the schema and first data of this version."""
    settings = chosen_settings()
    ensure_keys(settings, utc_now(), has_data=lambda: databases_exist(settings))
    enabled = chosen_services(settings)
    waiting = 0
    with open_contexts(settings) as contexts, Progress(transient=True) as progress:
        task = progress.add_task("migrate", total=len(enabled))

        def done(name: str, found: list[str]) -> None:
            click.echo(f"{name}: {', '.join(found) or '已是最新 / up to date'}")
            progress.advance(task)

        try:
            if check:
                for name, manifest in enabled.items():
                    found = schema.pending(contexts[name].database, manifest)
                    waiting += len(found)
                    done(name, found)
            else:
                prepare(settings, enabled, contexts, done)
        except (schema.SchemaNewer, BrokerDown) as problem:
            raise click.ClickException(str(problem)) from None
    if check and waiting:
        sys.exit(1)


@click.command()
def services() -> None:
    """列出已安装的服务 / list the installed services, enabled or not, and what they lack."""
    settings = chosen_settings()
    manifests = discover()
    try:
        chosen = select(settings.services, manifests)
        problem = ""
    except SelectionWrong as wrong:
        chosen, problem = (), str(wrong)
    table = Table("name", "标题 / title", "enabled", "requires", "missing", "uses (present)", "uses (absent)")
    for each in standings(manifests, chosen):
        table.add_row(
            each.manifest.name,
            f"{each.manifest.title_zh} / {each.manifest.title_en}",
            "yes" if each.enabled else "no",
            " ".join(each.manifest.requires),
            " ".join(each.missing),
            " ".join(each.uses_present),
            " ".join(each.uses_absent),
        )
    Console().print(table)
    if problem:
        raise click.ClickException(problem)


@click.group()
def audit() -> None:
    """审计记录 / the audit."""


@audit.command("verify")
@click.argument("service", required=False)
def verify_audit(service: str | None) -> None:
    """验证审计链未被篡改 / prove that nothing in the audit was altered or removed."""
    settings = chosen_settings()
    broken = False
    enabled = chosen_services(settings)
    with open_contexts(settings) as contexts:
        if service is not None and service not in contexts:
            raise click.ClickException(f"no service {service}; enabled are {', '.join(contexts)}")
        for name in [service] if service else list(contexts):
            if "kernel:0001" in schema.pending(contexts[name].database, enabled[name]):
                raise click.ClickException(f"{name}: 请先运行 wangge migrate / run wangge migrate first")
            verdict = verify(contexts[name].database, anchors_file=anchors_file(settings))
            broken |= not verdict.intact
            state = "完整 / intact" if verdict.intact else f"已损坏 / BROKEN: {verdict.problem}"
            click.echo(f"{name}: {state}; {verdict.entries} entries, {verdict.unsealed} not sealed yet")
            click.echo(f"  head {verdict.head}")
    if broken:
        sys.exit(1)
