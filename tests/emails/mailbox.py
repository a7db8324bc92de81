"""A mail server of the tests' own, that takes mail, refuses it, or goes away."""

import email
import socket
import time
from email.policy import default

from aiosmtpd.controller import Controller


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Mailbox:
    """What arrived, as parsed messages; `answer` is what the server says to the next letter."""

    def __init__(self):
        self.messages = []
        self.answer = "250 OK"
        self.pause = 0
        self.port = free_port()
        self.controller = None

    async def handle_DATA(self, server, session, envelope):
        time.sleep(self.pause)
        if self.answer.startswith("250"):
            message = email.message_from_bytes(envelope.content, policy=default)
            message.recipients = envelope.rcpt_tos
            self.messages.append(message)
        return self.answer

    def open(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def close(self):
        if self.controller:
            self.controller.stop()
            self.controller = None

    def texts(self):
        return [message.get_body(("plain",)).get_content() for message in self.messages]
