"""Real servers start wherever the checkout lies, whoever starts it, and whatever the last run left."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys

import psycopg
import pytest
import redis

from kinsite.embedded import places
from kinsite.embedded.locks import Lock
from kinsite.embedded.postgres import FORGETFUL, Cluster, private_copy_of
from kinsite.embedded.refusal import Refused
from kinsite.embedded.valkey import Valkey

from .conftest import DAEMON, eventually

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def answers(kept):
    """Both servers under their sockets do what they are for."""
    with psycopg.connect(host=str(kept.sockets), user="postgres", dbname="kin") as connection:
        one = connection.execute("select 1").fetchone()
    return one == (1,) and redis.Redis(unix_socket_path=str(kept.sockets / "valkey.sock")).ping()


@pytest.mark.parametrize(
    "place", ["plain", "a path with spaces", "/".join(["deep" * 8] * 5)], ids=["plain", "spaces", "deep"]
)
def test_servers_start_wherever_the_checkout_lies(reachable, keep_servers, place):
    kept = keep_servers(reachable / place)
    assert answers(kept)


def test_two_checkouts_run_side_by_side(reachable, keep_servers):
    first, second = keep_servers(reachable / "one"), keep_servers(reachable / "two")
    assert first.sockets != second.sockets
    assert answers(first)
    assert answers(second)


def test_nothing_survives_the_supervisor_and_the_next_run_starts(reachable, keep_servers):
    killed = keep_servers(reachable)
    killed.process.kill()
    killed.process.wait()
    again = keep_servers(reachable)  # at once: it waits for the lock that the dying servers hold
    assert killed.left() == []
    assert answers(again)


def test_servers_killed_one_by_one_start_again(reachable, keep_servers):
    killed = keep_servers(reachable)
    for pid in killed.pids:
        os.kill(pid, signal.SIGKILL)
    assert killed.process.wait(20) == 1
    assert answers(keep_servers(reachable))


def test_a_stop_leaves_no_process_and_succeeds(reachable, keep_servers):
    kept = keep_servers(reachable)
    kept.process.send_signal(signal.SIGINT)
    assert kept.process.wait(20) == 0
    assert kept.left() == []


def test_servers_end_when_the_command_that_wanted_them_is_killed(reachable, keep_servers, tmp_path):
    """A killed `make` passes no signal on."""
    script = f"'{sys.executable}' '{pathlib.Path(__file__).with_name('keep_servers.py')}' '{reachable / 'x'}'"
    parent = subprocess.Popen(
        ["sh", "-c", f"{script} --end-with-parent; true"], stdout=subprocess.PIPE, text=True, cwd="/"
    )
    pids = [int(pid) for pid in parent.stdout.readline().split()[2:]]
    parent.kill()
    assert eventually(lambda: not any(pathlib.Path(f"/proc/{pid}").exists() for pid in pids))


def test_a_pid_file_whose_number_belongs_to_another_program_is_no_obstacle(reachable, keep_servers):
    kept = keep_servers(reachable)
    pid_file = reachable / "pg" / "postmaster.pid"
    kept.process.send_signal(signal.SIGINT)
    kept.process.wait(20)
    pid_file.write_text(f"{os.getpid()}\n{reachable / 'pg'}\n")
    assert answers(keep_servers(reachable))


def test_a_server_started_by_hand_is_left_alone(reachable, keep_servers):
    kept = keep_servers(reachable)
    another_lock = Lock(reachable / "other.lock")
    with pytest.raises(Refused, match="started by hand"):
        Cluster(reachable, lock=another_lock, settings=FORGETFUL).prepare()
    another_lock.release()
    assert answers(kept)


def test_a_killed_initdb_leaves_no_half_cluster(reachable, keep_servers):
    (reachable / "pg.new").mkdir()
    (reachable / "pg.new" / "PG_VERSION").write_text("18\n")
    assert answers(keep_servers(reachable))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts servers for another user")
def test_an_ordinary_user_starts_servers_too(reachable, keep_servers):
    (reachable / "home").mkdir()
    os.chown(reachable / "home", DAEMON, DAEMON)
    kept = keep_servers(reachable / "home", uid=DAEMON)
    assert answers(kept)
    assert (reachable / "home" / "pg").stat().st_uid == DAEMON


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has places that its servers cannot reach")
def test_root_starts_servers_for_a_checkout_that_nobody_else_may_enter(tmp_path, keep_servers):
    home = tmp_path / "x"
    try:
        kept = keep_servers(home, umask=0o077)
        assert answers(kept)
        assert (private_copy_of(home) / "pg").is_dir()
        kept.process.terminate()
        kept.process.wait(20)
    finally:
        shutil.rmtree(private_copy_of(home))


def test_other_users_of_the_machine_cannot_reach_the_sockets(reachable, keep_servers):
    kept = keep_servers(reachable)
    assert kept.sockets.stat().st_mode & 0o077 == 0


def test_a_socket_directory_prepared_by_somebody_else_is_refused(tmp_path):
    elsewhere = tmp_path / "theirs"
    elsewhere.mkdir()
    (tmp_path / "link").symlink_to(elsewhere)
    with pytest.raises(Refused, match="belongs to somebody else"):
        places.private_directory(tmp_path / "link")


def test_a_cluster_of_another_postgresql_version_is_named_or_made_again(reachable, keep_servers):
    kept = keep_servers(reachable)
    kept.process.terminate()
    kept.process.wait(20)
    (reachable / "pg" / "PG_VERSION").write_text("15\n")
    lock = Lock(reachable / "lock")
    with pytest.raises(Refused, match="another PostgreSQL version"):
        Cluster(reachable, lock=lock).prepare()
    lock.release()
    assert answers(keep_servers(reachable))


def test_a_server_on_the_path_is_taken_before_the_wheel(tmp_path, monkeypatch):
    from kinsite.embedded import valkey

    program = tmp_path / "redis-server"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert valkey.find_program() == program


def test_a_valkey_without_workers_says_so(reachable, keep_servers):
    keep_servers(reachable)
    lock = Lock(reachable / "unused.lock")
    assert Valkey(reachable, lock=lock).is_ready()
    assert not Valkey(reachable, lock=lock).has_worker()
    lock.release()
