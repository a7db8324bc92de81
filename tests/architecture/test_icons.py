"""An icon that is named is there: the admin shows nothing for one that is not, and no error."""

import re
from pathlib import Path

from django.conf import settings
from wagtail.admin.icons import get_icons

NAMED = re.compile(r'(?:\b\w*icon(?:_name)?=|\b\w*icon = |\bicon name=)"([a-z0-9-]+)"')
OURS = ("commerce", "content", "emails", "kinsite", "search", "templates")


def test_every_icon_that_is_named_is_drawn():
    drawn = set(re.findall(r'id="icon-([\w-]+)"', get_icons()))
    named = {}
    for path in (path for folder in OURS for path in Path(settings.BASE_DIR, folder).rglob("*")):
        if path.suffix in {".py", ".html"}:
            named |= dict.fromkeys(NAMED.findall(path.read_text()), path.name)
    assert len(named) > 20
    assert {name: where for name, where in named.items() if name not in drawn} == {}
