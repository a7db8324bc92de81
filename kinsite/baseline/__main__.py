"""`python -m kinsite.baseline record`: migrate the empty database DATABASE_URL names and dump it."""

import gzip
import sys
import time

import django


def record():
    from . import database, dump, manifest  # noqa: PLC0415 - Django must be set up first

    if not database.is_empty():
        raise SystemExit("The database is not empty: the dump would hold more than the migrations make.")
    began = time.monotonic()
    print("Running every migration from the first one; this takes a minute or two.", flush=True)
    database.migrate()
    text = dump.dump("--inserts", "--rows-per-insert=500")
    manifest.DUMP.write_bytes(gzip.compress(text.encode(), mtime=0))
    manifest.write()
    size = manifest.DUMP.stat().st_size
    print(f"{manifest.DUMP.name}: {size:,} bytes, made in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    if sys.argv[1:] != ["record"]:
        raise SystemExit(__doc__)
    django.setup()
    record()
