"""``key rotate``: a new key for personal data, and everything re-sealed under it."""

from __future__ import annotations

import click
from rich.progress import Progress

from services.kernel.runtime.context import ServiceContext
from services.kernel.runtime.data_lock import DataInUse, locked
from services.kernel.runtime.keys import RING, KeysMissing, load_ring
from services.kernel.runtime.offline import chosen_services, chosen_settings, open_contexts
from services.kernel.security.fields import FieldCipher
from services.kernel.security.keys import ALGORITHMS, KeyRing
from services.kernel.security.resealing import (
    SealedFolder,
    count_of,
    files_left_over,
    left_over,
    reseal,
    reseal_files,
    sealed_columns,
)
from services.kernel.settings import Settings
from services.kernel.types import utc_now


@click.group()
def key() -> None:
    """密钥 / keys."""


@key.command()
@click.option("--algorithm", type=click.Choice(ALGORITHMS), help="新密钥的算法 / algorithm of the new key")
@click.option(
    "--resume", is_flag=True, help="不生成新密钥，继续上次中断的重加密 / go on where the last run stopped"
)
@click.option(
    "--forget-old", is_flag=True, help="完成后删除旧密钥 / remove the old keys when nothing needs them"
)
def rotate(algorithm: str | None, resume: bool, forget_old: bool) -> None:
    """更换个人数据密钥并重新加密 / replace the key of personal data and re-seal everything.

    All in one: stop the platform first. Distributed: the new key must reach every process before anything
    is re-sealed. The command can be interrupted at any time; ``--resume`` goes on.
    """
    settings = chosen_settings()
    if settings.mode == "distributed":
        _rotate(settings, algorithm, resume, forget_old)
        return
    try:
        with locked(settings.data_dir):
            _rotate(settings, algorithm, resume, forget_old)
    except DataInUse as used:
        raise click.ClickException(f"{used}; 请先停止平台 / stop the platform first") from None


def _rotate(settings: Settings, algorithm: str | None, resume: bool, forget_old: bool) -> None:
    path = settings.keys / RING
    try:
        ring = load_ring(settings)
    except KeysMissing as missing:
        raise click.ClickException(str(missing)) from None
    if not resume:
        ring = ring.rotated(_new_id(ring), algorithm or ring.keys[ring.active].algorithm)
        ring.save(path)
        click.echo(f"新密钥 / new key: {ring.active}")
    if settings.mode == "distributed" and not resume:
        click.echo(
            "请将新的密钥文件分发到所有进程并重启，然后运行 wangge key rotate --resume / "
            "distribute the key file, restart every process, then run wangge key rotate --resume"
        )
        return
    cipher = FieldCipher(ring)
    remaining = 0
    with open_contexts(settings) as contexts, Progress() as progress:
        for name, manifest in chosen_services(settings).items():
            metadata = manifest.load("metadata")
            for column in sealed_columns(metadata) if metadata is not None else ():
                database = contexts[name].database
                title = f"{name}: {column.table.name}.{column.column.name}"
                task = progress.add_task(title, total=count_of(database, column))
                reseal(database, column, cipher, lambda done, task=task: progress.advance(task, done))  # type: ignore[misc]
                remaining += left_over(database, column, cipher)
            for folder in (manifest.load("sealed_files") or _none)(contexts[name]):
                task = progress.add_task(f"{name}: {folder.title}", total=len(folder.names()))
                reseal_files(folder, lambda done, task=task: progress.advance(task, done))  # type: ignore[misc]
                remaining += files_left_over(folder)
    if remaining:
        raise click.ClickException(f"{remaining} values changed meanwhile; run wangge key rotate --resume")
    if forget_old:
        for old in [each for each in ring.keys if each != ring.active]:
            ring = ring.without(old)
        ring.save(path)
    click.echo("完成 / done")


def _none(context: ServiceContext) -> tuple[SealedFolder, ...]:
    """Of a service that keeps no sealed files."""
    return ()


def _new_id(ring: KeyRing) -> str:
    today = f"{utc_now():%Y-%m-%d}"
    taken = [name for name in ring.keys if name == today or name.startswith(f"{today}.")]
    return f"{today}.{len(taken) + 1}" if taken else today
