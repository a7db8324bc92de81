"""Every planted bug still fits the code, so that `make mutants` can plant it."""

from tests.mutants.__main__ import ALL, PROJECT


def test_each_plant_finds_once_what_it_replaces():
    lost = [plant.what for plant in ALL if (PROJECT / plant.file).read_text().count(plant.old) != 1]
    assert lost == []


def test_each_plant_names_tests_that_exist():
    assert [plant.what for plant in ALL if not (PROJECT / plant.tests[0]).exists()] == []
