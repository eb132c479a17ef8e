"""A document's structure tree: its elements, and the number tree that leads from marked content to them."""

from collections.abc import Iterator, Sequence
from typing import Any

from pdfai.documents.alt_text.geometry import Box
from pdfai.documents.alt_text.page_walk import entry

_DEEPEST = 64
_MOST = 1_000_000
"""Elements that are looked through."""
_NEAR = 2.0
"""Points between where a picture is, and where it is said to be."""
_GROUPS = frozenset({"/Document", "/Part", "/Art", "/Sect", "/Div", "/NonStruct", "/StructTreeRoot"})
"""Elements that hold blocks, not text."""
_ANNOTATIONS = {"/Link": "/Link", "/Widget": "/Form"}
"""The element of an annotation, by its kind."""


class Structure:
    """The tree of one document, made where there is none."""

    def __init__(self, pikepdf: Any, document: Any) -> None:
        """Find it; nothing is changed before something is added."""
        self.pikepdf, self.document = pikepdf, document
        root = document.Root.get("/StructTreeRoot")
        self.root: Any = root if entry(root, "/K") is not None else None
        self.is_tagged = self.root is not None
        self._tree: Any = None
        if (tree := entry(self.root, "/ParentTree")) is not None:
            self._tree = pikepdf.NumberTree(tree)
        self._next_key: int | None = None
        self._empty: dict[Any, list[Any]] | None = None

    def owners(self, holder: Any) -> list[Any]:
        """The elements that own the marked content of a page or form, by its number."""
        key = entry(holder, "/StructParents")
        found = self._listed(key)
        return list(found) if isinstance(found, self.pikepdf.Array) else []

    def owner_of(self, image: Any) -> Any:
        """The element that owns an image as a whole."""
        found = self._listed(entry(image, "/StructParent"))
        return found if is_element(found) else None

    def _listed(self, key: Any) -> Any:
        return self._tree[key] if self._tree is not None and key is not None and key in self._tree else None

    def figure_of(self, element: Any) -> Any:
        """The nearest Figure that is the element or holds it; None where there is none."""
        return next((each for each in self._upwards(element) if self.role(each) == "/Figure"), None)

    def empty_figure(self, page: Any, box: Box) -> Any:
        """A Figure that says it stands there, and lists nothing that is drawn; LibreOffice makes such."""
        if self._empty is None:
            self._empty = {}
            for element in self._elements():
                if "/K" not in element and "/Pg" in element and self.role(element) == "/Figure":
                    self._empty.setdefault(element["/Pg"].objgen, []).append(element)
        for element in self._empty.get(page.objgen, ()):
            sides = entry(self.layout_of(element), "/BBox")
            if "/K" not in element and sides is not None and _is_near(box, tuple(map(float, sides))):
                return element
        return None

    def _elements(self) -> Iterator[Any]:
        waiting, seen = [self.root], set[Any]()
        while waiting and len(seen) < _MOST:
            kids = waiting.pop().get("/K")
            for kid in [] if kids is None else kids.wrap_in_array() if hasattr(kids, "wrap_in_array") else ():
                if is_element(kid) and kid.objgen not in seen:
                    seen.add(kid.objgen)
                    waiting.append(kid)
                    yield kid

    def layout_of(self, element: Any) -> Any:
        """What an element says of its place; None where it says nothing."""
        attributes = element.get("/A")
        listed = () if attributes is None else attributes.wrap_in_array()
        return next((each for each in listed if str(entry(each, "/O")) == "/Layout"), None)

    def block_of(self, element: Any) -> Any:
        """The block an element belongs to."""
        block = element
        for each in self._upwards(element):
            if self.role(each) in _GROUPS:
                break
            block = each
        return block

    def _upwards(self, element: Any) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            if not is_element(element):
                return
            yield element
            element = element.get("/P")

    def role(self, element: Any) -> str:
        """What an element is, by PDF's own names."""
        names, role = entry(self.root, "/RoleMap"), str(element.get("/S"))
        for _ in range(_DEEPEST):
            mapped = entry(names, role)
            if mapped is None:
                break
            role = str(mapped)
        return role

    def prepare(self) -> None:
        """Make what is missing for elements to be added."""
        pdf = self.pikepdf
        if self.root is None:
            self.root = self.document.make_indirect(pdf.Dictionary(Type=pdf.Name.StructTreeRoot))
            self.root["/K"] = pdf.Array([self.element("/Document")])
            self.top()["/P"] = self.root
            self.document.Root["/StructTreeRoot"] = self.root
        if self._tree is None:
            self._tree = pdf.NumberTree.new(self.document)
            self.root["/ParentTree"] = self._tree.obj
        if self._next_key is None:
            self._next_key = 1 + max(self._keys(), default=-1)
        marked = self.document.Root.get("/MarkInfo", pdf.Dictionary())
        marked["/Marked"] = True
        self.document.Root["/MarkInfo"] = marked

    def _keys(self) -> Iterator[int]:
        yield int(entry(self.root, "/ParentTreeNextKey") or 0) - 1
        yield from self._tree
        if self.is_tagged:
            for page in self.document.pages:
                yield int(page.obj.get("/StructParents", -1))

    def new_key(self) -> int:
        """A number nothing has."""
        assert self._next_key is not None
        key, self._next_key = self._next_key, self._next_key + 1
        self.root["/ParentTreeNextKey"] = self._next_key
        return key

    def own(self, page: Any, owners: Sequence[Any]) -> None:
        """Note which elements own the marked content of a page or form."""
        key = entry(page, "/StructParents")
        if key is None or not self.is_tagged:
            key = self.new_key()
            page["/StructParents"] = key
        self._tree[int(key)] = self.document.make_indirect(self.pikepdf.Array(list(owners)))

    def element(self, role: str) -> Any:
        """A new one, which stands nowhere yet."""
        pdf = self.pikepdf
        return self.document.make_indirect(pdf.Dictionary(Type=pdf.Name.StructElem, S=pdf.Name(role)))

    def top(self) -> Any:
        """The element that all others are in, or the tree itself where there are several."""
        kids = self.kids(self.root)
        return kids[0] if len(kids) == 1 and is_element(kids[0]) else self.root

    def kids(self, element: Any) -> Any:
        """The list of what is in an element, which can be changed."""
        listed = element.get("/K")
        if not isinstance(listed, self.pikepdf.Array):
            listed = self.pikepdf.Array([] if listed is None else [listed])
            element["/K"] = listed
        return element["/K"]

    def insert_after(self, kid: Any, new: Any) -> None:
        """Put an element behind another, in what that is in."""
        parent = kid["/P"]
        kids = self.kids(parent)
        places = reversed(range(len(kids)))
        new["/P"] = parent
        kids.insert(next((place + 1 for place in places if _is_same(kids[place], kid)), len(kids)), new)

    def append(self, new: Any) -> None:
        """Put an element behind all others."""
        top = self.top()
        new["/P"] = top
        self.kids(top).append(new)

    def place_of(self, element: Any, page: Any, form: Any, mcid: int) -> int | None:
        """Where an element lists this marked content."""
        own_page = element.get("/Pg")
        for place, kid in enumerate(self.kids(element)):
            if isinstance(kid, int):
                if kid == mcid and form is None and (own_page is None or _is_same(own_page, page)):
                    return place
            elif entry(kid, "/MCID") == mcid and str(kid.get("/Type")) == "/MCR":
                stream = kid.get("/Stm")
                is_here = stream is None if form is None else _is_same(stream, form)
                if is_here and _is_same(kid.get("/Pg", own_page), page):
                    return place
        return None

    def content(self, element: Any, page: Any, mcid: int) -> Any:
        """How an element lists marked content of a page."""
        if element.get("/Pg") is not None and _is_same(element["/Pg"], page):
            return mcid
        pdf = self.pikepdf
        return pdf.Dictionary(Type=pdf.Name.MCR, Pg=page, MCID=mcid)

    def remove(self, element: Any) -> None:
        """Take an element without content out of the tree, and what is empty without it."""
        for each in list(self._upwards(element)):
            parent = each.get("/P")
            if len(self.kids(each)) or "/ID" in each or self.role(each) in _GROUPS or parent is None:
                return
            kids = self.kids(parent)
            for place in reversed(range(len(kids))):
                if _is_same(kids[place], each):
                    del kids[place]

    def own_annotations(self, page: Any) -> None:
        """Give each annotation of a page an element of its own."""
        pdf = self.pikepdf
        for annotation in page.get("/Annots", ()):
            kind = str(entry(annotation, "/Subtype"))
            if kind in {"None", "/Popup"} or not annotation.is_indirect:
                continue
            element = self.element(_ANNOTATIONS.get(kind, "/Annot"))
            element["/K"] = pdf.Dictionary(Type=pdf.Name.OBJR, Obj=annotation, Pg=page)
            key = self.new_key()
            annotation["/StructParent"] = key
            self._tree[key] = element
            self.append(element)


def is_element(thing: Any) -> bool:
    """Whether it is an element that others can refer to."""
    return entry(thing, "/S") is not None and thing.is_indirect


def _is_near(one: Box, other: tuple[float, ...]) -> bool:
    return len(other) == 4 and all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _is_same(one: Any, other: Any) -> bool:
    # Comparing dictionaries would compare all they lead to.
    return getattr(one, "objgen", None) == getattr(other, "objgen", 0) != (0, 0)
