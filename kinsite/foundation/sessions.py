"""Sessions as encrypted rows: allauth keeps the address of whoever signs in there, and carts their hints."""

import json

from django.contrib.sessions.backends import db

from .crypto import Unreadable, decrypt, encrypt

BOUND_TO = "sessions.session.session_data"


class SessionStore(db.SessionStore):
    def encode(self, session_dict):
        return encrypt(json.dumps(session_dict), bound_to=BOUND_TO)

    def decode(self, session_data):
        try:
            return json.loads(decrypt(session_data, bound_to=BOUND_TO))
        except Unreadable:
            return {}  # as Django does with a session whose signature is wrong: nobody is signed in
