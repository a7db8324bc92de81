"""The post office: an SMTP server that puts everything into the mailbox."""

import asyncio

from aiosmtpd.controller import Controller

from kinsite.sandbox.mailbox.letters import Mailbox

LARGEST = 25 * 1024 * 1024


class PostOffice:
    """Takes mails over SMTP, or misbehaves as the mailbox's post says."""

    def __init__(self, mailbox: Mailbox, *, host: str, port: int):
        self.mailbox = mailbox
        self._controller = Controller(
            self, hostname=host, port=port, data_size_limit=LARGEST, enable_SMTPUTF8=True
        )

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    async def handle_DATA(self, server, session, envelope) -> str:
        post = self.mailbox.misbehaviour()
        await asyncio.sleep(post.delay_s)
        if post.mode == "refuse":
            return f"{post.code} Refused by the sandbox on request"
        if post.mode == "accept":
            self.mailbox.keep(
                sender=envelope.mail_from, recipients=list(envelope.rcpt_tos), raw=envelope.original_content
            )
        return "250 Kept in the sandbox"
