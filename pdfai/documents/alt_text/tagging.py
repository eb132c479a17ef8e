"""Tags for what a page draws: images become Figures with alternative text, or artifacts."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from pdfai.documents.alt_text.content import changed
from pdfai.documents.alt_text.figures import IN_TEXT, TOGETHER, WITH_TEXT, Figures
from pdfai.documents.alt_text.geometry import Box, area
from pdfai.documents.alt_text.marks import ARTIFACT, NotTaggedError, innermost
from pdfai.documents.alt_text.page_walk import Painted, Shown
from pdfai.documents.alt_text.structure import Structure
from pdfai.documents.alt_text.written import State
from pdfai.documents.pictures.strips import strips, union
from pdfai.documents.places import Rectangle

Said = str | None
"""What an image says; None: it is decoration."""
Outcomes = dict[int, State | NotTaggedError]


class PageTags(Figures):
    """The tags of one page."""

    def __init__(self, structure: Structure, page: Any) -> None:
        """Walk through the page; raises `BrokenContentError`."""
        super().__init__(structure, page)
        shown = [each for painted in self.walk.painted for each in painted.images]
        self.ordinals = {each.ordinal for each in shown}
        self._strips: dict[int, range] = {}
        """For each image that is a strip of a picture, all of them."""
        self._boxes = {each.ordinal: each.box for each in shown}
        for span in strips([Rectangle(*self._boxes[ordinal]) for ordinal in sorted(self._boxes)]):
            self._strips |= dict.fromkeys(span, span)

    def texts(self) -> Iterator[tuple[int, str]]:
        """The alternative text of each image that has one."""
        for painted in self.walk.painted:
            for shown in painted.images:
                figure = self._figure(painted, shown)
                if figure is not None and str(figure.get("/Alt", "")):
                    yield shown.ordinal, str(figure["/Alt"])

    def tag(self, told: Mapping[int, Said], *, overwrite: bool) -> Outcomes:
        """Tag the images of a tagged page; each is told what became of it."""
        outcomes: Outcomes = {}
        for group in self._groups(told):
            try:
                state: State | NotTaggedError = self._tag(group, told, overwrite)
            except NotTaggedError as error:
                state = error
            outcomes.update({shown.ordinal: state for _, shown in group if shown.ordinal in told})
        return outcomes

    def _groups(self, wanted: Container[int]) -> Iterator[list[tuple[Painted, Shown]]]:
        """The images that can only have one text: of one Figure, or in one form without tags of its own."""
        groups: dict[Any, list[tuple[Painted, Shown]]] = {}
        for painted in self.walk.painted:
            for shown in painted.images:
                figure, is_tagged_inside = self._figure(painted, shown), self._is_tagged_inside(shown)
                own = shown.ordinal if is_tagged_inside else (painted.start, None)
                key = own if figure is None else ("figure", figure.objgen)
                groups.setdefault(key, []).append((painted, shown))
        for group in groups.values():
            if any(shown.ordinal in wanted for _, shown in group):
                yield group

    def _is_tagged_inside(self, shown: Shown) -> bool:
        if shown.form is None:
            return False
        return innermost(shown.sequences, self.structure.owners(shown.form)) is not None

    def _tag(self, group: list[tuple[Painted, Shown]], told: Mapping[int, Said], overwrite: bool) -> State:
        wanted = [each for each in group if each[1].ordinal in told]
        painted, shown = wanted[0]
        figure = self._figure(painted, shown)
        if figure is not None and str(figure.get("/Alt", "")) and not overwrite:
            return "kept"
        text = _together(told[shown.ordinal] for _, shown in wanted)
        if text is None:
            if len(wanted) < len(group):
                raise NotTaggedError(TOGETHER)
            self._make_artifacts(group)
            if figure is not None and "/Alt" in figure:  # what else is in it speaks for itself
                del figure["/Alt"]
            return "artifact"
        box = union([Rectangle(*self._box(each, told)) for each, _ in group])
        if figure is not None and "/K" not in figure and painted.kind == "image":
            self._insert(painted, text, box, empty=figure)
        elif figure is not None:
            self._describe(figure, text, box)
        elif self._is_tagged_inside(shown):
            self._insert_in_form(shown, text)
        else:
            self._insert(painted, text, box)
        return "written"

    def tag_all(self, told: Mapping[int, Said]) -> Outcomes:
        """Tag all that a page without tags draws, coarsely: text, images, and the rest.

        An image that nobody has a text for becomes a Figure that says nothing: people and checkers find it.
        """
        outcomes: Outcomes = {}
        runs = groupby(self.walk.painted, key=lambda each: each.run if each.kind == "path" else None)
        for path, run in runs:
            if path is not None:
                lines = list(run)
                if not lines[0].is_artifact:
                    self._wrap(lines[0].start, lines[-1].end, ARTIFACT)
                continue
            for painted in run:
                wanted = [shown.ordinal for shown in painted.images if shown.ordinal in told]
                untold = [] if painted.is_artifact else list(self._untold(painted, told))
                try:
                    state: State | NotTaggedError = self._tag_new(painted, told, has_untold=bool(untold))
                except NotTaggedError as error:
                    state = error
                outcomes |= dict.fromkeys(wanted, state)
                if state != "written":
                    outcomes |= dict.fromkeys(untold, "undescribed")
        self.structure.own_annotations(self.page)
        return outcomes

    def _untold(self, painted: Painted, told: Container[int]) -> Iterator[int]:
        """The images that somebody would have to describe; of a picture cut into strips, the first."""
        for shown in painted.images:
            is_part = shown.ordinal in self._strips and shown.ordinal != self._strips[shown.ordinal].start
            if shown.ordinal not in told and not is_part and area(shown.box) > 0:
                yield shown.ordinal

    def _tag_new(self, painted: Painted, told: Mapping[int, Said], *, has_untold: bool) -> State:
        wanted = [told[shown.ordinal] for shown in painted.images if shown.ordinal in told]
        text = _together(wanted)
        if text is None and not has_untold:
            return self._tag_decoration(painted, is_told=bool(wanted))
        try:
            self._insert(painted, text, self._box(painted, told))
        except NotTaggedError:
            self._tag_rest(painted)
            raise
        if text is None and wanted:
            raise NotTaggedError(TOGETHER)
        return "undescribed" if text is None else "written"

    def _tag_decoration(self, painted: Painted, *, is_told: bool) -> State:
        self._tag_rest(painted)
        if is_told and painted.is_in_text:
            raise NotTaggedError(IN_TEXT)
        if is_told and painted.holds_text:
            raise NotTaggedError(WITH_TEXT)
        return "artifact"

    def _tag_rest(self, painted: Painted) -> None:
        """Text is text; all else is for the eye alone."""
        if painted.is_in_text or painted.is_artifact:
            return
        if painted.kind == "text" or painted.holds_text:
            self._append("/P", painted)
        else:
            self._wrap(painted.start, painted.end, ARTIFACT)

    def _box(self, painted: Painted, told: Mapping[int, Said]) -> Box:
        """Where it stands: all strips of it, unless others of them have texts of their own."""
        ordinals = [shown.ordinal for shown in painted.images]
        span = self._strips.get(ordinals[0], range(0)) if painted.kind == "image" else range(0)
        if ordinals != [*span[:1]] or any(told.get(each) is not None for each in span[1:]):
            return painted.box
        return union([Rectangle(*self._boxes[each]) for each in span])

    def finish(self, write: Callable[[bytes], Any]) -> None:
        """Write the page anew, as far as something changed; `write` makes a stream."""
        if self.changes:
            self.page["/Contents"] = write(changed(self.content, self.changes))
        if self.owners:
            self.structure.own(self.page, self.owners)
        if "/Tabs" not in self.page:
            self.page["/Tabs"] = self.structure.pikepdf.Name.S


def _together(told: Iterable[Said]) -> Said:
    """What is said of several images that are one Figure."""
    texts = dict.fromkeys(text for text in told if text is not None)
    return " ".join(texts) if texts else None
