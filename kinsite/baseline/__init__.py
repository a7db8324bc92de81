"""A dump of the schema as the migrations make it, so that a fresh database is ready in a second.

The migrations stay the truth: the dump is used only while every migration it was made from still has the
same text, newer migrations run on top of it, and a test makes a database by the migrations alone and
compares. `make baseline` records it anew. A stale dump makes a fresh database slow, never wrong.
"""
