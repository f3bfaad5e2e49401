"""``backup`` and ``restore`` of an all-in-one platform: databases, files and keys in one archive."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
from rich.progress import Progress

from services.kernel.rpc.operations import product_version
from services.kernel.runtime.data_lock import DataInUse, locked
from services.kernel.runtime.newcomers import forget_hearers
from services.kernel.runtime.offline import chosen_settings
from services.kernel.settings import Settings
from services.kernel.types import utc_now

MANIFEST = "manifest.json"
FORMAT = 1
_FOLDERS = ("databases", "files", "keys")
_ANCHORS = "audit-anchors.jsonl"


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """备份全部数据 / back everything up; the platform may be running.

    The archive holds the keys that open the personal data: keep it as you would keep those.
    """
    settings = chosen_settings()
    if settings.mode == "distributed" or settings.database_url is not None:
        _explain_distributed(settings)
        return
    databases = sorted((settings.data_dir / "databases").glob("*.sqlite3"))
    if not databases:
        raise click.ClickException(f"{settings.data_dir}: 没有数据 / there is nothing to back up")
    if settings.file_store_url is not None:
        click.echo(
            "附件保存在外部存储，请另行备份 / the file store is outside of the archive: back it up, too"
        )
    part = file.with_name(f"{file.name}.part")
    part.touch(mode=0o600)
    sums: dict[str, str] = {}
    with (
        tempfile.TemporaryDirectory(dir=settings.data_dir, prefix="backup-") as scratch,
        Progress() as progress,
        tarfile.open(part, "w:gz", compresslevel=3) as archive,
    ):
        task = progress.add_task("backup", total=None)
        # Databases first: a file is stored before the row that names it, so every row finds its file.
        for path in databases:
            copy = Path(scratch) / path.name
            _copy_database(path, copy)
            _add(archive, copy, f"databases/{path.name}", sums)
            copy.unlink()
            progress.advance(task)
        for path, name in _files(settings):
            _add(archive, path, name, sums)
            progress.advance(task)
        _add_manifest(archive, sums)
    part.replace(file)
    click.echo(f"{file}: {len(sums)} files, {file.stat().st_size:,} bytes")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="覆盖现有数据 / replace the data that is there")
def restore(file: Path, force: bool) -> None:
    """从备份恢复 / restore a backup after checking all of it; the platform must not be running."""
    settings = chosen_settings()
    target = settings.data_dir
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with locked(settings.data_dir):
            present = [name for name in _FOLDERS if any((target / name).glob("*"))]
            if present and not force:
                raise click.ClickException(
                    f"{target}: 已有数据（{', '.join(present)}），如确需覆盖请加 --force / there is data; "
                    "add --force to replace it"
                )
            with tempfile.TemporaryDirectory(dir=target, prefix="restore-") as scratch:
                count = _unpack(file, Path(scratch))
                _swap(Path(scratch), target)
                forget_hearers(target / "databases")
    except DataInUse as used:
        raise click.ClickException(str(used)) from None
    click.echo(f"已恢复 {count} 个文件 / restored {count} files to {target}")


def _copy_database(path: Path, copy: Path) -> None:
    """A consistent copy of a database in use, by SQLite's own backup."""
    with closing(sqlite3.connect(path, timeout=60)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target, pages=2000)
        target.execute("PRAGMA journal_mode=DELETE")


def _files(settings: Settings) -> Iterator[tuple[Path, str]]:
    for folder, base in (("files", settings.data_dir / "files"), ("keys", settings.keys)):
        for path in sorted(base.rglob("*")):
            relative = path.relative_to(base)
            if path.is_file() and not any(part.startswith(".") for part in relative.parts):
                yield path, f"{folder}/{relative.as_posix()}"
    anchors = settings.data_dir / _ANCHORS
    if anchors.exists():
        yield anchors, _ANCHORS


def _add(archive: tarfile.TarFile, path: Path, name: str, sums: dict[str, str]) -> None:
    try:
        data = path.open("rb")
    except FileNotFoundError:
        return  # deleted since it was listed
    with data:
        info = archive.gettarinfo(arcname=name, fileobj=data)
        info.mode, info.uid, info.gid, info.uname, info.gname = 0o600, 0, 0, "", ""
        sums[name] = hashlib.file_digest(data, "sha256").hexdigest()
        data.seek(0)
        archive.addfile(info, data)


def _add_manifest(archive: tarfile.TarFile, sums: dict[str, str]) -> None:
    content = {
        "format": FORMAT,
        "made_at": utc_now().isoformat(),
        "version": product_version(),
        "sha256": sums,
    }
    data = json.dumps(content, indent=1).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(data), 0o600
    archive.addfile(info, io.BytesIO(data))


def _unpack(file: Path, folder: Path) -> int:
    """Unpack and check everything; a ClickException says what is wrong, and nothing has been changed."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        sums = dict(manifest["sha256"])
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as problem:
        raise click.ClickException(
            f"{file}: 不是完整的备份 / is not a whole backup: {type(problem).__name__}"
        ) from None
    if manifest.get("format") != FORMAT:
        raise click.ClickException(f"{file}: 由更新的版本生成 / was made by a newer version")
    for name, expected in sums.items():
        path = folder / name
        if not path.is_file():
            raise click.ClickException(f"{file}: {name} 缺失 / is missing")
        with path.open("rb") as data:
            if hashlib.file_digest(data, "sha256").hexdigest() != expected:
                raise click.ClickException(f"{file}: {name} 已损坏 / is damaged")
    for path in (folder / "databases").glob("*.sqlite3"):
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise click.ClickException(f"{file}: {path.name} 已损坏 / is damaged")
    return len(sums)


def _swap(fresh: Path, target: Path) -> None:
    """Put the restored folders in place; what was there goes last, so that a crash leaves one of the two."""
    old = fresh / "replaced"
    old.mkdir()
    for name in (*_FOLDERS, _ANCHORS):
        if (target / name).exists():
            (target / name).rename(old / name)
        if (fresh / name).exists():
            (fresh / name).rename(target / name)
    for path in target.joinpath("keys").glob("*"):
        path.chmod(0o600)


def _explain_distributed(settings: Settings) -> None:
    click.echo(
        "分布式部署请用数据库自身的工具备份 / back a distributed platform up with the databases' own tools:"
    )
    pg_dump = shutil.which("pg_dump")
    click.echo(f"  pg_dump: {pg_dump or '未安装 / not installed (Debian: postgresql-client)'}")
    click.echo("  1. pg_dump --format=custom --file=wangge.dump <WANGGE_DATABASE_URL>")
    click.echo(f"  2. 附件 / files: {settings.file_store.partition('?')[0]}")
    click.echo(f"  3. 密钥 / keys: {settings.keys}")
    click.echo(f"  4. 审计锚点 / audit anchors: {settings.data_dir / _ANCHORS}")
    if pg_dump is None:
        raise click.ClickException("pg_dump 未安装 / is not installed")
