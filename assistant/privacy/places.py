"""Where something comes from, by names that the user can give: a program, a browser's profile, a web site, a title.

Everything is a look-up in sets, so that a thousand rules cost a window no more than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.privacy.exclusion import bare, fold, is_browser, programs
from assistant.privacy.rules import Scope

Key = tuple[str, str]
"""The sort of place and its folded name."""

_SEPARATOR = re.compile(r"\s+[-|·•]\s+|\s*[|｜]\s*")
_COUNTER = re.compile(r"^\s*(?:\(\d+\+?\)|\[\d+\]|[●*•✳!]+)\s*|\s*(?:\(\d+\)|[●*•]+)\s*$")
_HOST = re.compile(r"(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,24}(?![\w.@-])")
_ADDRESS = re.compile(r"^\W{0,3}(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,24})(?::\d+)?(?:[/?#]\S*)?$")


@dataclass(frozen=True, slots=True)
class Places:
    """Windows that the user wants left alone."""

    named: frozenset[Key] = frozenset()
    titles: tuple[str, ...] = ()
    """Folded parts of titles."""

    def has(self, app: str, title: str) -> bool:
        """Whether a window is one of them."""
        if self.named and not self.named.isdisjoint(keys(app, title)):
            return True
        folded = fold(title) if self.titles else ""
        return any(part in folded for part in self.titles)

    def has_address(self, text: str) -> bool:
        """Whether a line that shows a page's address shows one of them."""
        found = _ADDRESS.match(fold(text))
        return found is not None and not self.named.isdisjoint(_hosts(found[1]))

    @property
    def sites(self) -> bool:
        """Whether addresses matter at all."""
        return any(sort == Scope.SITE for sort, _ in self.named)


def key(scope: Scope, value: str) -> Key:
    """The look-up key of a place as the user named it."""
    folded = fold(value)
    if scope is Scope.APP:
        return scope.value, bare(folded) or folded
    return scope.value, folded.removeprefix("www.")


def keys(app: str, title: str) -> Iterator[Key]:
    """Every name that a window may be known by; a page in a browser also goes by the parts of its title."""
    names = programs(app)
    for name in names or (fold(app),):
        yield Scope.APP.value, name
    if not is_browser(names):
        return
    folded = fold(title)
    for part in _SEPARATOR.split(folded):
        plain = _COUNTER.sub("", part).strip()
        if plain:
            yield Scope.APP.value, bare(plain) or plain
            yield Scope.PROFILE.value, plain
    for host in _HOST.findall(folded):
        yield from _hosts(host)


def _hosts(host: str) -> Iterator[Key]:
    """A host and the domains that it belongs to."""
    labels = host.removeprefix("www.").split(".")
    for at in range(len(labels) - 1):
        yield Scope.SITE.value, ".".join(labels[at:])
