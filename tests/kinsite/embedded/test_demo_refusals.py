"""The demo says no before anything starts, in one line with the way out."""

import os
import socket
import subprocess
import sys

import pytest

from kinsite.embedded import places, ports
from kinsite.embedded.demo import Demo, take_demo_lock
from kinsite.embedded.environment import demo_environment, sandbox_secret
from kinsite.embedded.locks import Lock
from kinsite.embedded.refusal import Refused
from kinsite.embedded.tidy import reset_demo


@pytest.fixture
def environment(tmp_path):
    def make(**given):
        return demo_environment(port=8110, home=tmp_path, addresses={}, smtp_port=2525, given=given)

    return make


@pytest.fixture
def taken():
    """A port somebody listens on, with a free one before and after."""
    while True:
        with socket.socket() as listener:
            listener.bind((ports.HOST, 0))
            port = listener.getsockname()[1]
            if ports.is_free(port - 1) and ports.is_free(port + 1):
                listener.listen()
                yield port
                return


@pytest.mark.parametrize("step", [0, -1], ids=["the shop's port", "the sandbox's port"])
def test_a_taken_port_is_refused_before_anything_starts(tmp_path, taken, step):
    with pytest.raises(Refused, match=rf"^Port {taken} is taken\. .*make demo PORT=\d+$"):
        Demo(port=taken + step, home=tmp_path).run()
    assert [path.name for path in tmp_path.iterdir()] == ["demo.lock"]


@pytest.mark.parametrize("text", ["", "eighty", "80", "65535", "-1", "8000.5"])
def test_a_port_that_is_none_is_refused(text):
    with pytest.raises(Refused, match="PORT must be a number"):
        ports.port_from(text)


def test_the_command_answers_in_one_line_without_a_traceback(taken):
    done = subprocess.run(
        [sys.executable, "-m", "kinsite.embedded", "demo"],
        env={**os.environ, "PORT": str(taken)},
        cwd=places.PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_second_demo_of_the_checkout_is_refused_with_the_address_of_the_first(tmp_path):
    script = (
        "import pathlib, sys, time; from kinsite.embedded.demo import take_demo_lock;"
        "take_demo_lock(pathlib.Path(sys.argv[1]), port=8110); print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path), "kinsite.embedded"],
        cwd=places.PROJECT,
        stdout=subprocess.PIPE,
    )
    try:
        other.stdout.readline()
        with pytest.raises(Refused, match=r"runs already: http://127\.0\.0\.1:8110/"):
            take_demo_lock(tmp_path, port=8120)
        assert take_demo_lock(tmp_path, port=8120, beside=True) is None
    finally:
        other.kill()
        other.wait()
    take_demo_lock(tmp_path, port=8120).release()


@pytest.mark.parametrize("name", ["STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY"])
def test_live_keys_are_refused(environment, name):
    with pytest.raises(Refused, match=f"{name} is a live key"):
        environment(**{name: "sk_live_" + "x" * 24})


def test_reset_is_refused_beside_a_running_demo(tmp_path):
    held = Lock(tmp_path / "demo.lock").take()
    (tmp_path / "pg").mkdir()
    with pytest.raises(Refused, match="The demo is running"):
        reset_demo(tmp_path, wait=0)
    assert (tmp_path / "pg").exists()
    held.release()
    reset_demo(tmp_path)
    assert not (tmp_path / "pg").exists()


def test_another_stripe_stand_in_wins_and_the_sandbox_keeps_a_secret_of_its_own(environment, tmp_path):
    given = {
        "STRIPE_API_HOST": "http://127.0.0.1:9999",
        "STRIPE_JS_URL": "http://127.0.0.1:9999/js",
        "STRIPE_SECRET_KEY": "sk_test_given",
        "STRIPE_WEBHOOK_SECRET": "whsec_given",
    }
    variables = environment(**given)
    assert given.items() <= variables.items()
    assert sandbox_secret(variables, port=8110, home=tmp_path) != "whsec_given"


def test_the_sandbox_is_stripe_where_nothing_else_is_named(environment, tmp_path):
    variables = environment()
    assert variables["STRIPE_API_HOST"] == "http://127.0.0.1:8111"
    assert variables["STRIPE_JS_URL"] == "http://127.0.0.1:8111/dahlia/stripe.js"
    assert sandbox_secret(variables, port=8110, home=tmp_path) == variables["STRIPE_WEBHOOK_SECRET"]


def test_what_makes_it_a_demo_cannot_be_set_from_outside(environment):
    variables = environment(
        DJANGO_SETTINGS_MODULE="kinsite.settings.production", SITE_URL="https://shop.example"
    )
    assert variables["DJANGO_SETTINGS_MODULE"] == "kinsite.settings.demo"
    assert variables["SITE_URL"] == "http://127.0.0.1:8110"


def test_a_proxy_is_not_asked_for_this_machine(environment):
    assert environment(NO_PROXY="example.com")["NO_PROXY"] == "example.com,127.0.0.1,localhost"
