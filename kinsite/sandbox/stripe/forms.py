"""Form encoding as Stripe takes it: `shipping[address][city]=Bonn`, `expand[0]=customer`."""

import re
from urllib.parse import parse_qsl


def parse(text: str) -> dict:
    """Read nested fields; every leaf is text, lists are lists."""
    found: dict = {}
    for name, value in parse_qsl(text, keep_blank_values=True, max_num_fields=2000):
        first, *rest = name.split("[")[0], *re.findall(r"\[([^\]]*)\]", name)
        node, step = found, first
        for inner in rest:
            child = node.setdefault(step, {})
            if not isinstance(child, dict):
                child = node[step] = {}
            node, step = child, inner or str(len(child))
        node[step] = value
    return _with_lists(found)


def _with_lists(node):
    if not isinstance(node, dict):
        return node
    if node and all(name.isdigit() for name in node):
        return [_with_lists(node[name]) for name in sorted(node, key=int)]
    # Keys of metadata are the caller's own words, numbers included.
    return {name: value if name == "metadata" else _with_lists(value) for name, value in node.items()}
