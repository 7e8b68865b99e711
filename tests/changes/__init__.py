"""Short scenes of everyday news, and which old belief each of them ends: ``python -m tests.changes``.

``scenes.jsonl`` holds one scene a line: ``old`` lines of a screen, ``new`` lines some minutes to months later, and what
``expect`` says of the belief that rests on ``target``: ``replaced``, ``done`` or ``kept``. They were written by
somebody who did not see the code, in the words that people use; ``half`` tells which were looked at while the code was
written ("seen") and which never were ("unseen").
"""
