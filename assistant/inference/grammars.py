"""What the mind may write. Constants only: llama.cpp crashes on a bad grammar, so every one is compiled in tests."""

from assistant.types import Kind

KINDS = " | ".join(f'"{kind}"' for kind in Kind)

THINK = f"""root ::= " "? ("none" | kind ": " first rest)
kind ::= {KINDS}
first ::= [^\\x00-\\x20:"'<>{{}}]
rest ::= [^\\x00-\\x1f<>{{}}]+
"""
"""``kind: statement`` on one line, or ``none``."""

ALL = (THINK,)
"""Every grammar there is."""
