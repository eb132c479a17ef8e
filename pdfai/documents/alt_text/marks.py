"""The marked content of a page, and changes to it."""

from collections.abc import Iterable
from typing import Any

from pdfai.documents.alt_text.content import Change
from pdfai.documents.alt_text.page_walk import Painted, Sequence, Walk, content_of, inherited
from pdfai.documents.alt_text.structure import Structure, is_element

ARTIFACT = b"/Artifact BMC"
_END = b"\nEMC\n"
BROKEN = "its tags are broken"


class NotTaggedError(Exception):
    """An image cannot be tagged; says why, for people."""


class Marks:
    """What is marked on one page, and by which elements it is owned."""

    def __init__(self, structure: Structure, page: Any) -> None:
        """Walk through the page; raises `BrokenContentError`."""
        self.structure, self.page = structure, page
        self.content = content_of(page)
        self.walk = Walk(content=self.content, resources=inherited(page, "/Resources")).go()
        self.owners: list[Any] = structure.owners(page) if structure.is_tagged else []
        self.changes: list[Change] = []

    def _semantic(self, painted: Painted) -> list[Sequence]:
        """The marked content around it that says what it is; raises where nothing of it could be changed."""
        semantic = [each for each in painted.sequences if each.is_artifact or self._owned(each) is not None]
        for sequence in semantic:
            if not sequence.is_artifact:
                self._place(sequence)
        return semantic

    def _place(self, sequence: Sequence) -> int:
        """Where its owner lists it."""
        assert sequence.mcid is not None
        place = self.structure.place_of(self._owned(sequence), self.page, None, sequence.mcid)
        if place is None:
            raise NotTaggedError(BROKEN)
        return place

    def _owned(self, sequence: Sequence) -> Any:
        return innermost((sequence,), self.owners)

    def _take_over(self, sequence: Sequence, figure: Any) -> None:
        """The marked content around it holds nothing else: it becomes the Figure's."""
        owner = self._owned(sequence)
        if owner is None:
            start, end = sequence.opening.start, sequence.opening.end
            self.changes.append(Change(start, end, self._opening(figure)))
            return
        assert sequence.mcid is not None
        kids = self.structure.kids(owner)
        place = self._place(sequence)
        figure["/P"] = owner
        figure["/K"] = sequence.mcid
        kids[place] = figure
        self.owners[sequence.mcid] = figure

    def _give_up(self, sequence: Sequence) -> None:
        """What the marked content was, it is no more."""
        assert sequence.mcid is not None
        owner = self._owned(sequence)
        place = self._place(sequence)
        del self.structure.kids(owner)[place]
        self.structure.remove(owner)
        self.owners[sequence.mcid] = None
        self.changes.append(Change(sequence.opening.start, sequence.opening.end, ARTIFACT))

    def _split(self, painted: Painted, semantic: list[Sequence], opening: bytes, figure: Any) -> None:
        """End the marked content before it, and begin it anew behind it; layers stay around it."""
        inner = painted.sequences[painted.sequences.index(semantic[0]) :]
        layers = [self._written(each) for each in inner if each.tag == "/OC"]
        again = [self._begun_again(each, figure if each is semantic[-1] else None) for each in inner]
        before = [b"EMC"] * len(inner) + [opening, *layers]
        after = [b"EMC"] * (len(layers) + 1) + again
        self.changes.append(Change(painted.start, painted.start, b"\n" + b"\n".join(before) + b"\n"))
        self.changes.append(Change(painted.end, painted.end, b"\n" + b"\n".join(after) + b"\n"))

    def _written(self, sequence: Sequence) -> bytes:
        return self.content[sequence.opening.start : sequence.opening.end]

    def _begun_again(self, sequence: Sequence, figure: Any) -> bytes:
        owner = self._owned(sequence)
        if owner is None:
            return self._written(sequence)
        assert sequence.mcid is not None
        place = self._place(sequence)
        mcid = self._new_mcid(owner)
        kids = self.structure.kids(owner)
        if figure is not None:
            figure["/P"] = owner
            kids.insert(place + 1, figure)
        kids.insert(place + 1 + (figure is not None), self.structure.content(owner, self.page, mcid))
        sequence.mcid = mcid  # for the next image in it
        tag = sequence.opening.operands.split()[0]
        return b"%b <</MCID %d>> BDC" % (tag, mcid)

    def _new_mcid(self, owner: Any) -> int:
        mcid = max(len(self.owners), self.walk.highest_mcid + 1)
        self.owners += [None] * (mcid - len(self.owners)) + [owner]
        return mcid

    def _opening(self, element: Any) -> bytes:
        """Begin marked content of this page for an element that has none yet."""
        mcid = self._new_mcid(element)
        element["/Pg"] = self.page
        element["/K"] = mcid
        return b"%b <</MCID %d>> BDC" % (str(element["/S"]).encode(), mcid)

    def _wrap(self, start: int, end: int, opening: bytes) -> None:
        self.changes += [Change(start, start, b"\n" + opening + b"\n"), Change(end, end, _END)]


def innermost(sequences: Iterable[Sequence], owners: list[Any]) -> Any:
    """The element that owns the innermost of these that has an owner."""
    for sequence in reversed(tuple(sequences)):
        if sequence.mcid is not None and sequence.mcid < len(owners) and is_element(owners[sequence.mcid]):
            return owners[sequence.mcid]
    return None
