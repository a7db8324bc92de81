"""The demo's secrets are its own, stay the same, and are readable by their owner alone."""

import base64
import re

from kinsite.embedded.secrets_file import read_or_make


def test_secrets_stay_the_same_from_run_to_run(tmp_path):
    path = tmp_path / "demo.env"
    assert read_or_make(path) == read_or_make(path)


def test_two_checkouts_share_no_secret(tmp_path):
    one, two = read_or_make(tmp_path / "one.env"), read_or_make(tmp_path / "two.env")
    assert not set(one.values()) & set(two.values())


def test_only_the_owner_reads_the_file(tmp_path):
    path = tmp_path / "demo.env"
    path.touch(mode=0o644)
    read_or_make(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_secrets_have_the_shapes_that_their_readers_demand(tmp_path):
    values = read_or_make(tmp_path / "demo.env")
    assert re.fullmatch(r"sk_test_[a-zA-Z0-9]{24,}", values["STRIPE_SECRET_KEY"])
    assert re.fullmatch(r"pk_test_[a-zA-Z0-9]{24,}", values["STRIPE_PUBLISHABLE_KEY"])
    assert re.fullmatch(r"whsec_\w{8,}", values["STRIPE_WEBHOOK_SECRET"])
    name, _, key = values["FIELD_KEYS"].partition(":")
    assert (name, len(base64.urlsafe_b64decode(key))) == ("k1", 32)
    assert len(values["SECRET_KEY"]) >= 50


def test_a_secret_that_a_newer_version_needs_is_added_to_the_old_ones(tmp_path):
    path = tmp_path / "demo.env"
    path.write_text("# kept\nSECRET_KEY=from-before\n")
    values = read_or_make(path)
    assert values["SECRET_KEY"] == "from-before"
    assert read_or_make(path)["INDEX_KEY"] == values["INDEX_KEY"]
