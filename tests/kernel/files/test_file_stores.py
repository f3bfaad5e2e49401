"""One contract for every file store, and what the local folder adds to it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto.server import ThreadedMotoServer

from services.kernel.files.port import checked_name
from services.kernel.files.store import (
    FileMissing,
    FileNameRefused,
    FileNameTaken,
    FileStore,
    FileStoreUnavailable,
    open_store,
)

NAME = "cases/2026/11/0191f3a2"
KEYS = "access_key=test&secret_key=te%2Fst"


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@pytest.fixture(params=["folder", "s3", "s3 below a folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    if request.param == "folder":
        return open_store(f"file://{tmp_path}/files")
    if request.param == "memory":
        return open_store("memory:")
    endpoint = request.getfixturevalue("s3_endpoint")
    bucket = f"b{abs(hash(tmp_path)):x}"
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="te/st",
    )
    client.create_bucket(Bucket=bucket)
    below = "/county/files" if request.param == "s3 below a folder" else ""
    return open_store(f"s3://{bucket}{below}?endpoint={endpoint}&{KEYS}&region=us-east-1")


def test_what_was_put_is_got(store: FileStore) -> None:
    for data in (b"", b"\x00\xff" * 10, os.urandom(300_000)):
        store.put(NAME, data, "image/jpeg")
        assert store.get(NAME) == data


def test_a_file_put_in_pieces_is_got_whole_and_in_pieces(store: FileStore) -> None:
    pieces = [bytes([each]) * (3 << 20) for each in range(4)]
    whole = b"".join(pieces)
    store.put_pieces(NAME, iter(pieces), "video/mp4")

    assert store.get(NAME) == whole
    assert store.get_piece(NAME, (3 << 20) - 2, 4) == b"\x00\x00\x01\x01"
    assert store.get_piece(NAME, len(whole) - 1, 100) == b"\x03"
    assert store.get_piece(NAME, len(whole), 100) == b""
    assert store.get_piece(NAME, len(whole) + 5, 100) == b""
    with pytest.raises(FileMissing):
        store.get_piece(NAME + "0", 0, 1)


def test_pieces_that_fail_midway_leave_the_old_file(store: FileStore) -> None:
    def failing() -> Iterator[bytes]:
        yield b"new"
        raise FileMissing

    store.put(NAME, b"old", "text/plain")

    with pytest.raises(FileMissing):
        store.put_pieces(NAME, failing(), "text/plain")
    assert store.get(NAME) == b"old"


def test_putting_again_replaces(store: FileStore) -> None:
    store.put(NAME, b"a longer first version", "text/plain")
    store.put(NAME, b"second", "text/plain")
    assert store.get(NAME) == b"second"
    assert list(store.list("")) == [NAME]


def test_a_file_exists_from_put_to_delete(store: FileStore) -> None:
    assert not store.exists(NAME)
    store.put(NAME, b"x", "text/plain")
    assert store.exists(NAME)
    store.delete(NAME)
    assert not store.exists(NAME)
    with pytest.raises(FileMissing):
        store.get(NAME)


def test_a_folder_is_no_file(store: FileStore) -> None:
    store.put(NAME, b"x", "text/plain")
    assert not store.exists("cases/2026")
    with pytest.raises(FileMissing):
        store.get("cases/2026")
    store.delete("cases/2026")
    assert store.get(NAME) == b"x"


def test_below_a_file_there_is_nothing(store: FileStore) -> None:
    store.put("a", b"x", "text/plain")
    assert not store.exists("a/b")
    with pytest.raises(FileMissing):
        store.get("a/b")
    store.delete("a/b")
    assert store.get("a") == b"x"


def test_deleting_twice_or_what_never_was_changes_nothing(store: FileStore) -> None:
    store.put(NAME, b"x", "text/plain")
    store.delete("cases/2026/11/other")
    store.delete(NAME)
    store.delete(NAME)


def test_a_list_has_everything_below_a_folder_and_nothing_else(store: FileStore) -> None:
    names = ["a/1", "a/b/2", "a/b/c/3", "ab/4", "5"]
    for name in names:
        store.put(name, b"x", "text/plain")
    assert sorted(store.list("")) == sorted(names)
    assert sorted(store.list("a")) == ["a/1", "a/b/2", "a/b/c/3"]
    assert sorted(store.list("a/")) == ["a/1", "a/b/2", "a/b/c/3"]
    assert list(store.list("nothing/here")) == []


BAD_NAMES = [
    *("", "/", "/etc/passwd", "../x", "a/../../x", "a/..", ".", "./a", "a//b", "a/", "a\\..\\b", "~root"),
    *("a\0b", ".hidden", "a/.unfinished/b", "a b", "a%2e%2e/b", "名字", "a\n", "a?b"),
    *("x" * 201, "/".join(["x" * 100] * 6)),
]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_names_that_lead_elsewhere_are_refused_everywhere(name: str, tmp_path: Path) -> None:
    for store in (open_store(f"file://{tmp_path}/files"), open_store("memory:")):
        for attempt in (store.get, store.exists, store.delete):
            with pytest.raises(FileNameRefused):
                attempt(name)
        with pytest.raises(FileNameRefused):
            store.put(name, b"x", "text/plain")
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_a_list_cannot_leave_the_store(store: FileStore) -> None:
    for prefix in ("..", "../x", "/etc", ".unfinished"):
        with pytest.raises(FileNameRefused):
            store.list(prefix)


@given(st.text(max_size=30))
def test_every_accepted_name_stays_below_the_root(name: str) -> None:
    try:
        checked_name(name)
    except FileNameRefused:
        return
    assert os.path.normpath(f"/root/{name}") == f"/root/{name}"


def test_a_working_store_passes_its_check(store: FileStore) -> None:
    store.check()


def test_threads_writing_one_name_leave_one_whole_version(store: FileStore) -> None:
    versions = [bytes([number]) * 50_000 for number in range(4)]
    threads = [threading.Thread(target=store.put, args=(NAME, data, "text/plain")) for data in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert store.get(NAME) in versions


def test_s3_keeps_the_content_type(s3_endpoint: str) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=s3_endpoint,
        region_name="us-east-1",
        aws_access_key_id="t",
        aws_secret_access_key="t",
    )
    client.create_bucket(Bucket="types")
    open_store(f"s3://types?endpoint={s3_endpoint}&{KEYS}").put(NAME, b"x", "application/pdf")
    assert client.head_object(Bucket="types", Key=NAME)["ContentType"] == "application/pdf"


def test_a_missing_bucket_is_an_unavailable_store(s3_endpoint: str) -> None:
    store = open_store(f"s3://nowhere?endpoint={s3_endpoint}&{KEYS}")
    with pytest.raises(FileStoreUnavailable):
        store.check()


def test_the_local_put_flushes_data_then_name_and_every_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(f"file://{tmp_path}")
    flushed: list[str] = []
    real: Callable[[int], None] = os.fsync

    def noting(descriptor: int) -> None:
        flushed.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real(descriptor)

    monkeypatch.setattr("os.fsync", noting)
    store.put("a/b/c", b"x", "text/plain")
    root = str(tmp_path)
    assert flushed[:2] == [root, f"{root}/a"]
    assert flushed[2].startswith(f"{root}/.unfinished/")
    assert flushed[3:] == [f"{root}/a/b"]


def test_a_local_put_without_room_is_unavailable_and_leaves_the_old_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(f"file://{tmp_path}")
    store.put(NAME, b"old", "text/plain")

    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", no_room)
        with pytest.raises(FileStoreUnavailable):
            store.put(NAME, b"new", "text/plain")
    assert store.get(NAME) == b"old"
    assert list((tmp_path / ".unfinished").iterdir()) == []


def test_a_local_name_through_or_onto_another_is_taken(tmp_path: Path) -> None:
    store = open_store(f"file://{tmp_path}")
    store.put("a/b", b"x", "text/plain")
    for name in ("a", "a/b/c", "a/b/c/d"):
        with pytest.raises(FileNameTaken):
            store.put(name, b"y", "text/plain")
    assert list(store.list("")) == ["a/b"]


def test_a_folder_that_cannot_be_read_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(f"file://{tmp_path}")
    store.put("a/b", b"x", "text/plain")

    def denied(path: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", denied)
    with pytest.raises(FileStoreUnavailable):
        list(store.list(""))


def test_folders_tidied_away_are_made_again(tmp_path: Path) -> None:
    store = open_store(f"file://{tmp_path}")
    store.put("a/b", b"x", "text/plain")
    store.delete("a/b")
    (tmp_path / "a").rmdir()
    store.put("a/b", b"y", "text/plain")
    assert store.get("a/b") == b"y"


def test_leftovers_of_crashed_writers_are_cleared_after_a_day(tmp_path: Path) -> None:
    unfinished = tmp_path / ".unfinished"
    unfinished.mkdir()
    old, young = unfinished / ".1.part", unfinished / ".2.part"
    old.touch()
    young.touch()
    moment = young.stat().st_mtime - 90_000
    os.utime(old, (moment, moment))
    store = open_store(f"file://{tmp_path}")
    assert list(unfinished.iterdir()) == [young]
    assert list(store.list("")) == []


def test_files_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    open_store(f"file://{tmp_path}/files").put(NAME, b"x", "text/plain")
    assert (tmp_path / "files" / NAME).stat().st_mode & 0o777 == 0o600


def test_a_root_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileStoreUnavailable):
        open_store(f"file://{tmp_path}/file/below")


@pytest.mark.parametrize(
    "url",
    [
        "", "ftp://x", "/var/files", "file://host/x", "file:relative", "s3://", "s3://bucket",
        "s3://bucket?access_key=a", "s3://bucket?access_key=a&secret_key=hush&colour=red",
        "s3://bucket?access_key=a&secret_key=hush&endpoint=127.0.0.1:9000", "s3://u:hush@bucket?access_key=a",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_used_is_explained_without_its_secret(url: str) -> None:
    with pytest.raises(ValueError) as caught:
        open_store(url)
    assert "hush" not in str(caught.value)


def test_spaces_in_a_local_address_are_decoded(tmp_path: Path) -> None:
    open_store(f"file://{tmp_path}/my%20files").put("a", b"x", "text/plain")
    assert (tmp_path / "my files" / "a").read_bytes() == b"x"
