"""What a page draws, in its order, and the tags around it; knows pikepdf's objects, not pikepdf itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Literal

from pdfai.documents.alt_text.content import BrokenContentError, Operation, scan
from pdfai.documents.alt_text.geometry import NO_MATRIX, Box, Matrix, bounds, times

_DEEPEST = 12
"""Levels of forms within forms, as those who number the images have it."""
_MOST_DRAWN = 200_000
"""Of one page, forms included."""
_MCID = re.compile(rb"/MCID[\0\t\n\f\r ]+(\d+)")
_PATH_BEGINS = frozenset({b"m", b"re"})
_PATH_IS_PAINTED = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_TEXT_IS_SHOWN = frozenset({b"Tj", b"TJ", b"'", b'"'})


@dataclass(eq=False, slots=True)
class Sequence:
    """Marked content, from its `BDC` or `BMC` to its `EMC`."""

    tag: str
    opening: Operation
    mcid: int | None = None
    painted: int = 0
    """How many things within leave a mark on the page."""

    @property
    def is_artifact(self) -> bool:
        """Whether it is there for the eye alone."""
        return self.tag == "/Artifact"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """An image on a page."""

    ordinal: int
    box: Box
    image: Any = None
    """None: it stands in the content itself."""
    form: Any = None
    """The innermost form around it that has tags of its own; None: those of the page hold."""
    sequences: tuple[Sequence, ...] = ()
    """The marked content around it in that form, the outermost first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Painted:
    """Something that the page's own content paints, from its first byte to its last."""

    kind: Literal["image", "form", "text", "path"]
    start: int
    end: int
    sequences: tuple[Sequence, ...]
    """The marked content around it, the outermost first."""
    run: int
    """The same for what stands together, with nothing in between but settings."""
    after_mcid: int | None
    """The last marked content that began before its end."""
    is_in_text: bool = False
    images: tuple[Shown, ...] = ()
    box: Box = (0.0, 0.0, 0.0, 0.0)
    """Of an image or a form."""
    holds_text: bool = False

    @property
    def is_artifact(self) -> bool:
        """Whether it stands in what is there for the eye alone."""
        return any(sequence.is_artifact for sequence in self.sequences)


@dataclass(slots=True)
class _Begun:
    """A path or a text object on its way."""

    start: int
    sequences: list[Sequence]
    is_shown: bool = False


@dataclass
class Walk:
    """What some content paints, once `go` was called."""

    content: bytes
    resources: Any
    matrix: Matrix = NO_MATRIX
    forms: tuple[tuple[int, int], ...] = ()
    """Those around it, outermost first."""
    ordinals: Iterator[int] = field(default_factory=count)
    steps: Iterator[int] = field(default_factory=count)
    painted: list[Painted] = field(default_factory=list)
    highest_mcid: int = -1

    def go(self) -> "Walk":
        """Walk through it; raises `BrokenContentError` where there is no telling what it does."""
        self._open: list[Sequence] = []
        self._saved: list[Matrix] = []
        self._run = 0
        self._mcid: int | None = None
        self._path: _Begun | None = None
        self._text: _Begun | None = None
        for operation in scan(self.content, _WANTED):
            operator = operation.operator
            if operator in _PATH_BEGINS:
                self._path = self._path or _Begun(operation.start, list(self._open))
            elif operator in _PATH_IS_PAINTED or operator == b"sh":
                self._paint_path(operation)
            elif operator in _TEXT_IS_SHOWN:
                self._count()
                if self._text is not None:
                    self._text.is_shown = True
            elif (act := _ACTS.get(operator)) is not None:
                act(self, operation)
        return self

    @property
    def has_text(self) -> bool:
        """Whether it shows text, also in forms."""
        return any(each.kind == "text" or each.holds_text for each in self.painted)

    def _count(self) -> None:
        if next(self.steps) > _MOST_DRAWN:
            raise BrokenContentError("too much is drawn on the page")
        for sequence in self._open:
            sequence.painted += 1

    def _save(self, _: Operation) -> None:
        self._run += 1
        self._saved.append(self.matrix)

    def _restore(self, _: Operation) -> None:
        self._run += 1
        if self._saved:
            self.matrix = self._saved.pop()

    def _transform(self, operation: Operation) -> None:
        numbers = operation.numbers()
        if len(numbers) == 6:
            self.matrix = times(numbers, self.matrix)

    def _drop_path(self, _: Operation) -> None:
        self._path = None

    def _paint_path(self, operation: Operation) -> None:
        self._count()
        begun, self._path = self._path, None
        if begun is None or operation.operator == b"sh":
            begun = _Begun(operation.start, self._open)
        if begun.sequences == self._open and self._text is None:
            self._paint("path", begun.start, operation.end)

    def _begin_text(self, operation: Operation) -> None:
        self._run += 1
        self._text = self._text or _Begun(operation.start, list(self._open))

    def _end_text(self, operation: Operation) -> None:
        begun, self._text = self._text, None
        if begun is not None and begun.is_shown and begun.sequences == self._open:
            self._paint("text", begun.start, operation.end)

    def _begin_sequence(self, operation: Operation) -> None:
        self._run += 1
        sequence = Sequence(operation.name(), operation, self._mcid_of(operation))
        self._open.append(sequence)
        if sequence.mcid is not None:
            self._mcid = sequence.mcid
            self.highest_mcid = max(self.highest_mcid, sequence.mcid)

    def _end_sequence(self, _: Operation) -> None:
        self._run += 1
        if self._open:
            self._open.pop()

    def _mcid_of(self, operation: Operation) -> int | None:
        if operation.operator != b"BDC":
            return None
        if found := _MCID.search(operation.operands):
            return int(found[1])
        name = operation.operands.split()[-1].decode("utf-8", "surrogateescape")
        listed = entry(entry(self.resources, "/Properties"), name)
        mcid = entry(listed, "/MCID")
        return None if mcid is None else int(mcid)

    def _draw_inline(self, operation: Operation) -> None:
        self._draw_image(operation, None)

    def _draw(self, operation: Operation) -> None:
        self._run += 1
        drawn = entry(entry(self.resources, "/XObject"), operation.name())
        match str(entry(drawn, "/Subtype")):
            case "/Image":
                self._draw_image(operation, drawn)
            case "/Form":
                self._draw_form(operation, drawn)

    def _draw_image(self, operation: Operation, image: Any) -> None:
        self._count()
        box = bounds(self.matrix)
        shown = Shown(ordinal=next(self.ordinals), box=box, image=image, sequences=tuple(self._open))
        self._paint("image", operation.start, operation.end, images=(shown,), box=box)

    def _draw_form(self, operation: Operation, form: Any) -> None:
        self._count()
        if form.objgen in self.forms or len(self.forms) >= _DEEPEST:
            return
        own = entry(form, "/Matrix")
        matrix = times(tuple(map(float, own)), self.matrix) if own is not None else self.matrix
        inner = Walk(
            content=form.read_bytes(),
            resources=form.get("/Resources", self.resources),
            matrix=matrix,
            forms=(*self.forms, form.objgen),
            ordinals=self.ordinals,
            steps=self.steps,
        ).go()
        images = tuple(
            shown if shown.form is not None or "/StructParents" not in form else replace(shown, form=form)
            for painted in inner.painted
            for shown in painted.images
        )
        sides = tuple(map(float, form.get("/BBox", ())))
        self._paint(
            "form",
            operation.start,
            operation.end,
            images=images,
            box=bounds(matrix, sides if len(sides) == 4 else (0.0, 0.0, 0.0, 0.0)),
            holds_text=inner.has_text,
        )

    def _paint(
        self, kind: Literal["image", "form", "text", "path"], start: int, end: int, **more: Any
    ) -> None:
        self.painted.append(
            Painted(
                kind=kind,
                start=start,
                end=end,
                sequences=tuple(self._open),
                run=self._run,
                after_mcid=self._mcid,
                is_in_text=self._text is not None,
                **more,
            )
        )


_ACTS: dict[bytes, Callable[[Walk, Operation], None]] = {
    b"q": Walk._save,
    b"Q": Walk._restore,
    b"cm": Walk._transform,
    b"n": Walk._drop_path,
    b"BT": Walk._begin_text,
    b"ET": Walk._end_text,
    b"BMC": Walk._begin_sequence,
    b"BDC": Walk._begin_sequence,
    b"EMC": Walk._end_sequence,
    b"BI": Walk._draw_inline,
    b"Do": Walk._draw,
}
_WANTED = _ACTS.keys() | _PATH_BEGINS | _PATH_IS_PAINTED | _TEXT_IS_SHOWN | {b"sh"}


def entry(dictionary: Any, key: str) -> Any:
    """An entry of what should be a dictionary; None where there is none."""
    return dictionary.get(key) if hasattr(dictionary, "get") and key.startswith("/") else None


def inherited(page: Any, key: str) -> Any:
    """What a page has of its own, or from the page tree above it."""
    for _ in range(64):
        if page is None or key in page:
            break
        page = page.get("/Parent")
    return None if page is None else page.get(key)


def content_of(page: Any) -> bytes:
    """All that a page draws, as one."""
    contents = page.get("/Contents")
    parts = [] if contents is None else contents.wrap_in_array()
    return b"\n".join(part.read_bytes() for part in parts)
