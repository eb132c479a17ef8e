"""Figures and artifacts out of what a page paints, wherever its tags have a place for them."""

from collections import Counter
from collections.abc import Sequence as Several
from typing import Any

from pdfai.documents.alt_text.geometry import Box, area
from pdfai.documents.alt_text.marks import ARTIFACT, BROKEN, Marks, NotTaggedError, innermost
from pdfai.documents.alt_text.page_walk import Painted, Sequence, Shown, inherited
from pdfai.documents.alt_text.structure import Structure, is_element

IN_TEXT = "it is drawn in the midst of text"
TOGETHER = "it is tagged together with other things"
WITH_TEXT = "the page's text is drawn together with it"
_WHOLE_PAGE = 0.5
"""A share of the page, from which on a form with text in it is no drawing with labels."""


class Figures(Marks):
    """The elements of one page, and those that are added to it."""

    def __init__(self, structure: Structure, page: Any) -> None:
        """Walk through the page; raises `BrokenContentError`."""
        super().__init__(structure, page)
        self._last: dict[int | None, Any] = {}

    def _owner(self, painted: Painted, shown: Shown) -> Any:
        """The element that owns an image, and what it stands in."""
        if (whole := self.structure.owner_of(shown.image)) is not None:
            return whole
        if not self.structure.is_tagged:
            return None
        if shown.form is not None:
            within = self.structure.owners(shown.form)
            return innermost(shown.sequences, within) or innermost(painted.sequences, self.owners)
        return innermost(painted.sequences, self.owners)

    def _figure(self, painted: Painted, shown: Shown) -> Any:
        owner = self._owner(painted, shown)
        if owner is not None:
            return self.structure.figure_of(owner)
        if self.structure.is_tagged and painted.kind == "image" and self.page.is_indirect:
            return self.structure.empty_figure(self.page, shown.box)
        return None

    def _describe(self, figure: Any, text: str | None, box: Box) -> None:
        """Say of a Figure what it shows, if somebody knows, and where."""
        pdf = self.structure.pikepdf
        if text is not None:
            figure["/Alt"] = pdf.String(text)
        layout = self.structure.layout_of(figure)
        if layout is None:
            layout = self.structure.document.make_indirect(pdf.Dictionary(O=pdf.Name.Layout))
            attributes = figure.get("/A")
            figure["/A"] = layout if attributes is None else pdf.Array([*attributes.wrap_in_array(), layout])
        if "/BBox" not in layout:
            layout["/BBox"] = pdf.Array([round(side, 3) for side in box])

    def _insert(self, painted: Painted, text: str | None, box: Box, *, empty: Any = None) -> None:
        """A Figure for something without one: one that is empty, or a new one."""
        self._check(painted)
        semantic = self._semantic(painted)
        owned = [each for each in semantic if not each.is_artifact]
        figure = empty if empty is not None else self.structure.element("/Figure")
        self._describe(figure, text, box)
        figure["/Pg"] = self.page
        if len(semantic) == 1 and semantic[0].painted == 1:
            self._take_over(semantic[0], figure)
        elif semantic:
            self._split(painted, semantic, self._opening(figure), figure if owned else None)
        else:
            self._wrap(painted.start, painted.end, self._opening(figure))
        if not owned and empty is None:
            self._add(figure, painted)

    def _check(self, painted: Painted) -> None:
        if area(painted.box) <= 0:
            raise NotTaggedError("it has no area")
        if painted.is_in_text:
            raise NotTaggedError(IN_TEXT)
        if painted.holds_text:
            sheet = [float(side) for side in inherited(self.page, "/MediaBox") or (0, 0, 612, 792)]
            if area(painted.box) > _WHOLE_PAGE * abs(sheet[2] - sheet[0]) * abs(sheet[3] - sheet[1]):
                raise NotTaggedError(WITH_TEXT)

    def _insert_in_form(self, shown: Shown, text: str) -> None:
        structure, pdf = self.structure, self.structure.pikepdf
        owners = structure.owners(shown.form)
        marked = [each for each in shown.sequences if innermost((each,), owners) is not None]
        if len(marked) != 1 or marked[0].painted != 1:
            raise NotTaggedError(TOGETHER)
        mcid = marked[0].mcid
        assert mcid is not None
        owner = owners[mcid]
        place = structure.place_of(owner, self.page, shown.form, mcid)
        if place is None:
            raise NotTaggedError(BROKEN)
        figure = structure.element("/Figure")
        figure["/P"] = owner
        self._describe(figure, text, shown.box)
        figure["/Pg"] = self.page
        figure["/K"] = pdf.Dictionary(Type=pdf.Name.MCR, Pg=self.page, Stm=shown.form, MCID=mcid)
        structure.kids(owner)[place] = figure
        owners[mcid] = figure
        structure.own(shown.form, owners)

    def _make_artifacts(self, pictures: Several[tuple[Painted, Shown]]) -> None:
        """Take several out of the tags; raises before anything is changed."""
        every = {painted.start: painted for painted, _ in pictures}.values()
        if any(shown.form is not None or painted.holds_text for painted, shown in pictures):
            raise NotTaggedError(TOGETHER)
        around = [(painted, self._semantic(painted)) for painted in every]
        around = [(painted, semantic) for painted, semantic in around if not _is_artifact(semantic)]
        if any(painted.is_in_text for painted, _ in around):
            raise NotTaggedError(IN_TEXT)
        if (figure := self._figure(*pictures[0])) is not None and "/K" not in figure:
            self.structure.remove(figure)
        held = Counter(semantic[0] for _, semantic in around if len(semantic) == 1)
        for painted, semantic in around:
            if not semantic:
                self._wrap(painted.start, painted.end, ARTIFACT)
            elif len(semantic) > 1 or semantic[0].painted != held[semantic[0]]:
                self._split(painted, semantic, ARTIFACT, None)
            elif self._owned(semantic[0]) is not None:
                self._give_up(semantic[0])

    def _append(self, role: str, painted: Painted) -> None:
        element = self.structure.element(role)
        self._wrap(painted.start, painted.end, self._opening(element))
        self._add(element, painted)

    def _add(self, element: Any, painted: Painted) -> None:
        """Put an element behind that of what was drawn before."""
        structure, mcid = self.structure, painted.after_mcid
        if not structure.is_tagged:
            structure.append(element)
            return
        before = self._last.get(mcid)
        if before is None and mcid is not None and mcid < len(self.owners) and is_element(self.owners[mcid]):
            before = structure.block_of(self.owners[mcid])
        if before is None:
            structure.append(element)
        else:
            structure.insert_after(before, element)
        self._last[mcid] = element


def _is_artifact(semantic: Several[Sequence]) -> bool:
    return any(each.is_artifact for each in semantic)
