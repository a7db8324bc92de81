"""The outside world on this machine, as a process of its own: Stripe and a mailbox.

    python -m kinsite.sandbox --port 8001 --data .data/sandbox --shop http://127.0.0.1:8000 \\
        --webhook-secret whsec_… [--smtp-port 8002]

For development, the demo and tests. It listens on 127.0.0.1 only, refuses live keys, knows
nothing of Django and is never installed in production. It keeps what it acknowledged in SQLite
under `--data`. docs/sandbox.md lists its addresses, its test cards and the hooks under
/_sandbox/ by which tests make things go wrong.
"""
