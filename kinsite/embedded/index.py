"""Where packages come from: pip's settings of this machine in the words of uv, which does not read them."""

import ast

OPTIONS = {
    "index-url": "--default-index",
    "extra-index-url": "--index",
    "find-links": "--find-links",
    "trusted-host": "--allow-insecure-host",
}


def options_for_uv(pip_config_list):
    """Options for uv out of what `pip config list` prints: a mirror someone set up counts for uv too.

    Whichever index has the pinned version serves: every file is checked against its hash.
    """
    options = []
    for line in pip_config_list.splitlines():
        key, _, value = line.partition("=")
        option = OPTIONS.get(key.rpartition(".")[2])
        if option and value:
            for word in str(ast.literal_eval(value)).split():
                options += [option, word]
    return [*options, "--index-strategy", "unsafe-best-match"] if options else []
