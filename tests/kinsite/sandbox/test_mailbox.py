"""The mailbox: every mail to anyone, and a post office that misbehaves on request."""

import smtplib
from email.message import EmailMessage

import pytest

from kinsite.sandbox.mailbox.smtp import PostOffice
from tests.kinsite.sandbox.conftest import fetch, hook
from tests.sandbox import free_port


@pytest.fixture
def post(world):
    office = PostOffice(world.mailbox, host="127.0.0.1", port=free_port())
    office.start()
    yield office
    office.stop()


def send(post, *, to="anna@example.com", subject="Order KW-10001", text="Thank you", html=None):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Kin Workspace <shop@example.com>", to, subject
    mail["Message-ID"] = "<kw-10001@example.com>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    with smtplib.SMTP("127.0.0.1", post._controller.port, timeout=10) as smtp:
        smtp.send_message(mail)


def mails(world, to=""):
    return fetch(f"{world.url}/mail/?format=json&to={to}").json


def test_a_mail_is_kept_as_it_was_sent(world, post):
    send(
        post, to="Anna <anna@example.com>", text="Grüße\nhttp://127.0.0.1:8000/orders/x/", html="<p>Grüße</p>"
    )
    mail = mails(world)[0]
    assert (mail["to"], mail["subject"]) == (["anna@example.com"], "Order KW-10001")
    assert "Grüße" in mail["text"]
    assert mail["html"].strip() == "<p>Grüße</p>"
    assert ["Message-ID", "<kw-10001@example.com>"] in mail["headers"]
    assert b"Message-ID" in fetch(f"{world.url}/mail/{mail['id']}/raw/").body


def test_the_list_is_newest_first_one_row_a_mail_and_filtered_by_address(world, post):
    for number, to in enumerate(("anna@example.com", "ben@example.com", "joanna@example.com")):
        send(post, to=to, subject=f"Letter {number}")
    assert [mail["subject"] for mail in mails(world)] == ["Letter 2", "Letter 1", "Letter 0"]
    assert [mail["subject"] for mail in mails(world, "Anna@Example.com")] == ["Letter 0"]
    assert [mail["subject"] for mail in mails(world, "anna@")] == ["Letter 2", "Letter 0"]
    page = fetch(f"{world.url}/mail/?to=ben@example.com").text
    assert page.count("<tr>") == 2  # the head and one mail
    assert "Letter 1" in page


def test_a_hostile_mail_runs_nothing_and_stays_in_its_frame(world, post):
    send(
        post, subject="<script>alert(1)</script>", html="<script>alert(1)</script><b style='color:red'>Hi</b>"
    )
    mail = mails(world)[0]
    page = fetch(f"{world.url}/mail/{mail['id']}/")
    assert "<script>alert" not in page.text
    assert "<script>alert" not in fetch(f"{world.url}/mail/").text
    inner = fetch(f"{world.url}/mail/{mail['id']}/html/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in inner
    assert "sandbox allow-popups" in inner
    assert "allow-scripts" not in inner


def test_links_of_the_text_can_be_followed(world, post):
    send(post, text="Follow it: http://127.0.0.1:8000/orders/abc/ <b>")
    page = fetch(f"{world.url}/mail/{mails(world)[0]['id']}/").text
    assert '<a href="http://127.0.0.1:8000/orders/abc/">' in page
    assert "&lt;b&gt;" in page


def test_the_post_refuses_loses_and_behaves_again(world, post):
    hook(world, "mail", mode="refuse", code=421, times=1)
    with pytest.raises((smtplib.SMTPException, OSError)):
        send(post)
    hook(world, "mail", mode="drop")
    send(post)
    assert mails(world) == []
    hook(world, "mail")
    send(post)
    assert len(mails(world)) == 1


def test_the_post_can_be_slow(world, post):
    hook(world, "mail", delay_s=0.4)
    impatient = smtplib.SMTP("127.0.0.1", post._controller.port, timeout=0.2)
    with pytest.raises((smtplib.SMTPException, TimeoutError)):
        impatient.sendmail("a@example.com", ["b@example.com"], b"Subject: x\r\n\r\nx")
    impatient.close()


def test_an_unknown_mail_is_not_found(world):
    assert fetch(f"{world.url}/mail/99/").status == 404
