"""SQL that indexes and queries must say in the same way."""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Func, TextField


class Told(Func):
    """Text in its plain form, each word after a space; rules.plain() says the same of what was typed."""

    function = "search_text"
    output_field = TextField()


class Codes(Func):
    """SKUs without their hyphens, a space before and after each."""

    function = "search_codes"
    template = "%(function)s(%(expressions)s::text[])"
    output_field = TextField()


class Stems(Func):
    """The stems of a text's words in one language."""

    template = "to_tsvector('%(config)s'::regconfig, search_text(%(expressions)s))"
    output_field = SearchVectorField()

    def __init__(self, expression, config):
        super().__init__(expression, config=config)
