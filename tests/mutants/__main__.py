"""Plant each bug in a copy of the project and run the tests that must see it. A survivor fails the run."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.mutants.amendments import AMENDMENT_PLANTS
from tests.mutants.at_stripe import AT_STRIPE_PLANTS
from tests.mutants.books import BOOK_PLANTS
from tests.mutants.bulk import BULK_PLANTS
from tests.mutants.capture import CAPTURE_PLANTS
from tests.mutants.catalogue_desk import CATALOGUE_DESK_PLANTS
from tests.mutants.credit import CREDIT_PLANTS
from tests.mutants.desk_end import DESK_END_PLANTS
from tests.mutants.discounts import DISCOUNT_PLANTS
from tests.mutants.express import EXPRESS_PLANTS
from tests.mutants.groups import GROUP_PLANTS
from tests.mutants.guard import GUARD_PLANTS
from tests.mutants.order_desk import ORDER_DESK_PLANTS
from tests.mutants.order_list import ORDER_LIST_PLANTS
from tests.mutants.people import PEOPLE_PLANTS
from tests.mutants.plants import PLANTS
from tests.mutants.prices import PRICE_PLANTS
from tests.mutants.saved_cards import SAVED_CARD_PLANTS
from tests.mutants.settings import SETTING_PLANTS
from tests.mutants.shop_setup import SETUP_PLANTS
from tests.mutants.stories import STORY_PLANTS
from tests.mutants.taxes import TAX_PLANTS
from tests.mutants.trail import TRAIL_PLANTS
from tests.mutants.ways import WAY_PLANTS

ALL = [
    *PLANTS,
    *PRICE_PLANTS,
    *DISCOUNT_PLANTS,
    *TAX_PLANTS,
    *BOOK_PLANTS,
    *SAVED_CARD_PLANTS,
    *CAPTURE_PLANTS,
    *GUARD_PLANTS,
    *AT_STRIPE_PLANTS,
    *CREDIT_PLANTS,
    *WAY_PLANTS,
    *GROUP_PLANTS,
    *EXPRESS_PLANTS,
    *ORDER_LIST_PLANTS,
    *ORDER_DESK_PLANTS,
    *PEOPLE_PLANTS,
    *BULK_PLANTS,
    *CATALOGUE_DESK_PLANTS,
    *TRAIL_PLANTS,
    *DESK_END_PLANTS,
    *AMENDMENT_PLANTS,
    *SETTING_PLANTS,
    *STORY_PLANTS,
    *SETUP_PLANTS,
]
PROJECT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".data", ".git", "__pycache__", "static_root", ".*_cache", ".hypothesis"
)


def main(wanted):
    plants = [plant for plant in ALL if not wanted or set(plant.case.split()) & wanted]
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder) / "shop"
        shutil.copytree(PROJECT, copy, ignore=LEFT_OUT)
        for plant in plants:
            begun = time.monotonic()
            killed = _is_killed(plant, copy)
            survivors += not killed
            verdict = "killed" if killed else "SURVIVED"
            _say(f"{plant.case:8} {verdict:9} {time.monotonic() - begun:5.0f} s  {plant.what}")
    _say(f"{len(plants) - survivors} killed, {survivors} survived")
    return 1 if survivors or not plants else 0


def _is_killed(plant, copy):
    file = copy / plant.file
    sound = file.read_text()
    if sound.count(plant.old) != 1:
        raise SystemExit(f"{plant.file} does not hold once what {plant.case} replaces: {plant.old!r}")
    file.write_text(sound.replace(plant.old, plant.new))
    tests, words = plant.tests
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", tests, "-k", words, "-x", "-q", "-p", "no:cacheprovider"],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        file.write_text(sound)
    # 1 is failed tests; anything else (nothing collected, a crash) proves nothing.
    if run.returncode not in (0, 1):
        raise SystemExit(run.stdout[-3000:] + run.stderr[-1000:])
    return run.returncode == 1


def _say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(set(sys.argv[1:])))
