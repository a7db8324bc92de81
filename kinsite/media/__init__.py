"""Pictures and documents, as models of our own from the first migration on."""
