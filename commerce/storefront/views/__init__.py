"""The shop's pages that are never cached, one file a place."""
