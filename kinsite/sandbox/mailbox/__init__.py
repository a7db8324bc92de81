"""The mailbox of everyone: what the shop sends by SMTP is kept here and leaves the machine never."""
