"""Where servers keep their data and their sockets, and as whom they run."""

import hashlib
import os
import pathlib
import pwd

from .refusal import Refused

PROJECT = pathlib.Path(__file__).resolve().parents[2]
DATA = PROJECT / ".data"


def is_root():
    return os.geteuid() == 0


def server_uid():
    """The user PostgreSQL runs as, or None where that is whoever started it.

    PostgreSQL refuses to run as root. "nobody" exists everywhere, so no account has to be made.
    """
    if not is_root():
        return None
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return 65534


def mark_of(path):
    """Ten hex digits that stand for a path: short enough for a socket's address."""
    return hashlib.sha256(os.fsencode(pathlib.Path(path).resolve())).hexdigest()[:10]


def private_directory(path, *, owner=None):
    """Make a directory that only its owner enters, or refuse when somebody else was there first.

    /tmp is open to everyone: without the check another user could prepare the place of our sockets.
    """
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if path.is_symlink() or found.st_uid not in {os.geteuid(), owner}:
        raise Refused(f"{path} belongs to somebody else. Remove it and start again.")
    path.chmod(0o700)
    if owner is not None and found.st_uid != owner:
        try:
            os.chown(path, owner, owner)
        except OSError as problem:
            raise Refused(
                "PostgreSQL refuses to run as root, and this root may not act for another user: "
                "start as an ordinary user, or set DATABASE_URL."
            ) from problem
    return path


def remove_if_empty(directory):
    """A stopped server takes its socket with it; the directory in /tmp goes too, unless someone is in it."""
    try:
        directory.rmdir()
    except OSError:
        pass


def socket_directory(home):
    """The directory for the sockets of the servers under `home`.

    Never inside the project: a socket's address holds 103 bytes at most, and projects lie deep.
    """
    return private_directory(pathlib.Path(f"/tmp/kin-{os.getuid()}-{mark_of(home)}"), owner=server_uid())
