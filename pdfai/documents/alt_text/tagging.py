"""Tags for what a page draws: images become Figures with alternative text, or artifacts."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from pdfai.documents.alt_text.content import changed
from pdfai.documents.alt_text.geometry import Box, area
from pdfai.documents.alt_text.marks import ARTIFACT, BROKEN, Marks, NotTaggedError, innermost
from pdfai.documents.alt_text.page_walk import (
    Painted,
    Shown,
    inherited,
)
from pdfai.documents.alt_text.structure import Structure, is_element

_WHOLE_PAGE = 0.5
"""A share of the page, from which on a form with text in it is no drawing with labels."""
_IN_TEXT = "it is drawn in the midst of text"
_TOGETHER = "it is tagged together with other things"
_WITH_TEXT = "the page's text is drawn together with it"


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be done about an image."""

    text: str | None
    """None: it is decoration."""


State = Literal["written", "kept", "artifact"]


class PageTags(Marks):
    """The tags of one page."""

    def __init__(self, structure: Structure, page: Any) -> None:
        """Walk through the page; raises `BrokenContentError`."""
        super().__init__(structure, page)
        self.ordinals = {shown.ordinal for painted in self.walk.painted for shown in painted.images}
        self._last: dict[int | None, Any] = {}

    def texts(self) -> Iterator[tuple[int, str]]:
        """The alternative text of each image that has one."""
        for painted in self.walk.painted:
            for shown in painted.images:
                figure = self._figure(painted, shown)
                if figure is not None and str(figure.get("/Alt", "")):
                    yield shown.ordinal, str(figure["/Alt"])

    def tag(self, told: Mapping[int, Told], *, overwrite: bool) -> dict[int, State | NotTaggedError]:
        """Tag the images of a tagged page; each is told what became of it."""
        outcomes: dict[int, State | NotTaggedError] = {}
        for group in self._groups(told):
            together = _together(told[shown.ordinal] for _, shown in group)
            try:
                state: State | NotTaggedError = self._tag(*group[0], together, overwrite)
            except NotTaggedError as error:
                state = error
            outcomes.update({shown.ordinal: state for _, shown in group})
        return outcomes

    def _groups(self, wanted: Container[int]) -> Iterable[list[tuple[Painted, Shown]]]:
        """The images that can only have one text: of one Figure, or in one form without tags of its own."""
        groups: dict[Any, list[tuple[Painted, Shown]]] = {}
        for painted in self.walk.painted:
            for shown in painted.images:
                figure, is_tagged_inside = self._figure(painted, shown), self._is_tagged_inside(shown)
                own = shown.ordinal if is_tagged_inside else (painted.start, None)
                key = own if figure is None else ("figure", figure.objgen)
                if shown.ordinal in wanted:
                    groups.setdefault(key, []).append((painted, shown))
        return groups.values()

    def _is_tagged_inside(self, shown: Shown) -> bool:
        if shown.form is None:
            return False
        return innermost(shown.sequences, self.structure.owners(shown.form)) is not None

    def _tag(self, painted: Painted, shown: Shown, told: Told, overwrite: bool) -> State:
        figure = self._figure(painted, shown)
        if figure is not None and str(figure.get("/Alt", "")) and not overwrite:
            return "kept"
        if told.text is None:
            return self._make_artifact(painted, shown, figure)
        if figure is not None and "/K" not in figure and painted.kind == "image":
            self._insert(painted, told.text, figure)
        elif figure is not None:
            self._describe(figure, told.text, shown.box if painted.kind == "image" else painted.box)
        elif self._is_tagged_inside(shown):
            self._insert_in_form(painted, shown, told.text)
        else:
            self._insert(painted, told.text)
        return "written"

    def tag_all(self, told: Mapping[int, Told]) -> dict[int, State | NotTaggedError]:
        """Tag all that a page without tags draws, coarsely: text, the images that are told, and the rest."""
        outcomes: dict[int, State | NotTaggedError] = {}
        runs = groupby(self.walk.painted, key=lambda each: (each.kind == "path") and each.run)
        for is_path, run in runs:
            if is_path is not False:
                lines = list(run)
                if not any(sequence.is_artifact for sequence in lines[0].sequences):
                    self._wrap(lines[0].start, lines[-1].end, ARTIFACT)
                continue
            for painted in run:
                wanted = [shown.ordinal for shown in painted.images if shown.ordinal in told]
                try:
                    state: State | NotTaggedError = self._tag_new(painted, [told[each] for each in wanted])
                except NotTaggedError as error:
                    state = error
                outcomes.update(dict.fromkeys(wanted, state))
        self.structure.own_annotations(self.page)
        return outcomes

    def _tag_new(self, painted: Painted, told: list[Told]) -> State:
        text = _together(told).text if told else None
        if text is not None:
            try:
                self._insert(painted, text)
            except NotTaggedError:
                self._tag_rest(painted)
                raise
            return "written"
        self._tag_rest(painted)
        if told and painted.is_in_text:
            raise NotTaggedError(_IN_TEXT)
        if told and painted.holds_text:
            raise NotTaggedError(_WITH_TEXT)
        return "artifact"

    def _tag_rest(self, painted: Painted) -> None:
        """Text is text; all else is for the eye alone."""
        if painted.is_in_text or any(sequence.is_artifact for sequence in painted.sequences):
            return
        if painted.kind == "text" or painted.holds_text:
            self._append("/P", painted)
        else:
            self._wrap(painted.start, painted.end, ARTIFACT)

    def finish(self, write: Callable[[bytes], Any]) -> None:
        """Write the page anew, as far as something changed; `write` makes a stream."""
        if self.changes:
            self.page["/Contents"] = write(changed(self.content, self.changes))
        if self.owners:
            self.structure.own(self.page, self.owners)
        if "/Tabs" not in self.page:
            self.page["/Tabs"] = self.structure.pikepdf.Name.S

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

    def _describe(self, figure: Any, text: str, box: Box) -> None:
        pdf = self.structure.pikepdf
        figure["/Alt"] = pdf.String(text)
        layout = self.structure.layout_of(figure)
        if layout is None:
            layout = self.structure.document.make_indirect(pdf.Dictionary(O=pdf.Name.Layout))
            attributes = figure.get("/A")
            figure["/A"] = layout if attributes is None else pdf.Array([*attributes.wrap_in_array(), layout])
        if "/BBox" not in layout:
            layout["/BBox"] = pdf.Array([round(side, 3) for side in box])

    def _insert(self, painted: Painted, text: str, empty: Any = None) -> None:
        """A Figure for something without one: one that is empty, or a new one."""
        self._check(painted)
        semantic = self._semantic(painted)
        owned = [each for each in semantic if not each.is_artifact]
        figure = empty if empty is not None else self.structure.element("/Figure")
        self._describe(figure, text, painted.box)
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
            raise NotTaggedError(_IN_TEXT)
        if painted.holds_text:
            sheet = [float(side) for side in inherited(self.page, "/MediaBox") or (0, 0, 612, 792)]
            if area(painted.box) > _WHOLE_PAGE * abs(sheet[2] - sheet[0]) * abs(sheet[3] - sheet[1]):
                raise NotTaggedError(_WITH_TEXT)

    def _insert_in_form(self, painted: Painted, shown: Shown, text: str) -> None:
        structure, pdf = self.structure, self.structure.pikepdf
        owners = structure.owners(shown.form)
        marked = [each for each in shown.sequences if innermost((each,), owners) is not None]
        if len(marked) != 1 or marked[0].painted != 1:
            raise NotTaggedError(_TOGETHER)
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

    def _make_artifact(self, painted: Painted, shown: Shown, figure: Any) -> State:
        if shown.form is not None or painted.holds_text:
            raise NotTaggedError(_TOGETHER)
        semantic = self._semantic(painted)
        if figure is not None and "/K" not in figure:
            self.structure.remove(figure)
        if any(each.is_artifact for each in semantic):
            return "artifact"
        if painted.is_in_text:
            raise NotTaggedError(_IN_TEXT)
        if not semantic:
            self._wrap(painted.start, painted.end, ARTIFACT)
        elif len(semantic) == 1 and semantic[0].painted == 1:
            self._give_up(semantic[0])
        else:
            self._split(painted, semantic, ARTIFACT, None)
        return "artifact"

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


def _together(told: Iterable[Told]) -> Told:
    """What is said of several images that are one Figure."""
    texts = dict.fromkeys(each.text for each in told if each.text is not None)
    return Told(" ".join(texts) if texts else None)
