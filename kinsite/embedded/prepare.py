"""One Django process for all that must happen before the web process starts: each start costs seconds."""

import sys

import django
from django.core.management import call_command


def say(line):
    print(f"  {line}", flush=True)


def main():
    django.setup()
    from kinsite.baseline.database import prepare_database  # noqa: PLC0415 - Django must be set up first

    prepare_database(say=say)
    call_command("seed_demo")


if __name__ == "__main__":
    sys.exit(main())
