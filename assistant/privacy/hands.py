"""What the user's hands wrote: the line at the text cursor, those that led down to it, and the fields before it.

Keys are only counted, never known. So a line is the hands' work only where the cursor stands and where all new
characters together are no more than keys were pressed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from assistant.types import BlockKind, Box, Input, Line

_MISREAD = 25
"""One letter in so many may be read as two, or with a space that nobody typed."""
_RUN = 3
"""Letters in a row that two texts have in common; fewer are chance."""
_FIELDS_APART = 5
"""Line heights from one field of a form up to the next, at most."""


def added(line: Line, previous: Sequence[Line]) -> int:
    """Characters of ``line`` that were not in its place before; all of them where nothing stood there."""
    old = [other.text for other in previous if _same_place(line.box, other.box)]
    return min((_added(text, line.text) for text in old), default=len(line.text.strip()))


def typed(line: Line, count: int, hands: Input) -> bool:
    """New characters on the caret's line, no more than keys were pressed."""
    if hands.caret is None or not 0 < count <= hands.keys + hands.keys // _MISREAD:
        return False
    x0, y0, x1, y1 = hands.caret
    slack = max(12, line.box[3] - line.box[1])
    beside = line.box[0] - slack <= (x0 + x1) / 2 <= line.box[2] + slack
    return beside and _overlap(y0, y1, line.box[1], line.box[3]) > 0.5 * min(y1 - y0, line.box[3] - line.box[1])


def written(
    lines: Sequence[Line], counts: Sequence[int], hands: Input | None, previous: Sequence[Line]
) -> frozenset[int]:
    """Numbers of the new lines that were written on the way to the caret; ``counts`` are their new characters."""
    if hands is None or hands.caret is None:
        return frozenset()
    last = next((at for at, line in enumerate(lines) if typed(line, counts[at], hands)), None)
    box, left = (hands.caret, hands.keys) if last is None else (lines[last].box, hands.keys - counts[last])
    above = frozenset() if last is None else _led_down(lines, counts, last, left)
    if above:
        return above
    return _filled(lines, counts, box, left, [*lines, *previous])


def near(one: Box, two: Box) -> bool:
    """Directly below or above, from about the same left edge: where a text grows."""
    tall = one[3] - one[1]
    return abs(one[0] - two[0]) < 3 * tall and min(abs(one[1] - two[3]), abs(two[1] - one[3])) < 1.5 * tall


def _led_down(lines: Sequence[Line], counts: Sequence[int], last: int, left: int) -> frozenset[int]:
    """The new lines that lead down to the caret's line ``last``, as the lines of a reply do between two looks.

    They stand closely above each other from one left edge, and all of their new characters are no more than the
    ``left`` keys. The label of the caret's field stands so too, but a little to the left of what is in the field.
    """
    found: set[int] = set()
    box = lines[last].box
    for at in sorted(range(len(lines)), key=lambda at: -lines[at].box[1]):
        line = lines[at]
        above = box[1] - line.box[1] > 0 and near(line.box, box) and abs(line.box[0] - box[0]) < box[3] - box[1]
        if at != last and above and 0 < counts[at] <= left and not _labels(line.box, box):
            found.add(at)
            box, left = line.box, left - counts[at]
    return frozenset(found)


def _filled(
    lines: Sequence[Line], counts: Sequence[int], box: Box, left: int, around: Sequence[Line]
) -> frozenset[int]:
    """The fields of a form that were filled in before the one at ``box``, in which the caret stands.

    Each has a label and was empty before; the nearest one comes first, and what the ``left`` keys do not account for
    ends the search, as the hands passed it by. Each field costs one key more, which led on to the next.
    """
    if not _in_a_field(box, around):
        return frozenset()
    found: set[int] = set()
    for at in sorted(range(len(lines)), key=lambda at: -lines[at].box[1]):
        line, tall = lines[at], lines[at].box[3] - lines[at].box[1]
        below = line.box[3] > box[1] + 0.5 * tall and line.box[1] > box[1] - 0.5 * tall
        apart = box[1] - line.box[3] > _FIELDS_APART * tall
        if line.box == box or below or apart or not (_valued(line) or _in_a_field(line.box, around)):
            continue
        if counts[at] < len(line.text.strip()) or counts[at] + 1 > left:
            break
        if any(letter.isalpha() for letter in line.text):
            # Numbers alone, as those of a card, are nobody's words.
            found.add(at)
        box, left = line.box, left - counts[at] - 1
    return frozenset(found)


def _valued(line: Line) -> bool:
    """Whether reading gave the line a label that stands beside it or over it."""
    return line.block_kind is BlockKind.FORM and line.header != "" and not line.text.startswith(line.header)


def _in_a_field(box: Box, around: Iterable[Line]) -> bool:
    return any(_labels(other.box, box) and len(other.text.split()) <= 5 for other in around)


def _labels(label: Box, value: Box) -> bool:
    """Directly over the value and a little left of it: text in a frame stands off the frame's edge."""
    tall = label[3] - label[1]
    return -0.3 * tall <= value[1] - label[3] < 0.7 * tall and 0.25 * tall <= value[0] - label[0] < 1.2 * tall


def _added(old: str, new: str) -> int:
    """How many characters were put into ``old`` to make ``new``; all of ``new`` where it is another text."""
    before, after = old.strip(), new.strip()
    # Autojunk would drop the commonest letters of long lines.
    runs = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    at_an_end = {(0, 0), (len(before), len(after))}
    same = sum(
        run.size
        for run in runs
        if run.size >= _RUN or at_an_end & {(run.a, run.b), (run.a + run.size, run.b + run.size)}
    )
    # A letter or two may be read differently the second time; more is another text.
    return len(after) if len(before) - same > max(2, len(before) // 10) else len(after) - same


def _same_place(one: Box, two: Box) -> bool:
    rows = _overlap(one[1], one[3], two[1], two[3])
    columns = _overlap(one[0], one[2], two[0], two[2])
    return rows > 0.5 * min(one[3] - one[1], two[3] - two[1]) and columns > 0


def _overlap(a0: int, a1: int, b0: int, b1: int) -> int:
    return min(a1, b1) - max(a0, b0)
