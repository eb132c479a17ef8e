"""Writes text layers into a document with pikepdf; a tool of `piecework_worker`, loaded from its path."""

import base64
import ctypes
from collections.abc import Callable
from typing import Any, NamedTuple


class Libraries(NamedTuple):
    """What writing needs."""

    worker: Any
    pikepdf: Any
    saving: Any


def prepare(worker: Any) -> Libraries:
    """Import them."""
    import pikepdf  # noqa: PLC0415  # found through the path the task brings

    return Libraries(worker, pikepdf, worker.load("worker_saving"))


def begin(
    libraries: Libraries, task: dict[str, Any], data: "ctypes.Array[ctypes.c_char]"
) -> Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]:
    """Open the document."""
    worker, pikepdf, saving = libraries
    try:
        document = saving.open_to_change(worker, pikepdf, bytes(data), task["password"])
    except pikepdf.PdfError as error:
        raise worker.RefusedError("damaged", "it cannot be written anew") from error

    def do(piece: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        if not (document.owner_password_matched or document.allow.modify_other):
            return {"is_protected": True}, b""
        try:
            pages = add_layers(pikepdf, document, piece)
            return {"is_protected": False, "pages": pages}, saving.saved(pikepdf, document)
        # What is wrong with a broken document comes out as any of these.
        except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
            raise worker.RefusedError("damaged", "it cannot be written anew") from error

    return do


def add_layers(pikepdf: Any, document: Any, piece: dict[str, Any]) -> list[int]:
    """Put each layer under what its page shows, where no state of that can touch it; tells on which pages."""
    font, name = make_font(pikepdf, document, piece), f"/{piece['name']}"
    added = []
    for number, operators in piece["layers"]:
        page = document.pages[number - 1].obj
        resources = copied(pikepdf, page.get("/Resources"))
        fonts = copied(pikepdf, resources.get("/Font"))
        if name in fonts:
            continue  # few words were found before, so few that the page looks like one without text
        fonts[name] = font
        resources["/Font"] = fonts
        page["/Resources"] = resources
        contents = page.get("/Contents", pikepdf.Array())
        before = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        page["/Contents"] = pikepdf.Array([document.make_stream(operators.encode()), *before])
        added.append(number)
    return added


def copied(pikepdf: Any, dictionary: Any) -> Any:
    """A dictionary of the same entries, which no other page shares."""
    return pikepdf.Dictionary(dict(dictionary.items()) if dictionary is not None else {})


def make_font(pikepdf: Any, document: Any, piece: dict[str, Any]) -> Any:
    """A font whose characters are numbered and share one glyph, which leaves no mark."""
    name, count, units = pikepdf.Name(f"/{piece['name']}"), piece["count"] + 1, piece["units"]
    descriptor = {
        "/Type": pikepdf.Name.FontDescriptor,
        "/FontName": name,
        "/Flags": 5,  # all of one width, and of characters of its own
        "/FontBBox": [0, -piece["descent"], units, units - piece["descent"]],
        "/ItalicAngle": 0,
        "/Ascent": units - piece["descent"],
        "/Descent": -piece["descent"],
        "/CapHeight": units - piece["descent"],
        "/StemV": 80,
        "/FontFile2": document.make_stream(base64.b64decode(piece["font_file"])),
    }
    system = {"/Registry": pikepdf.String("Adobe"), "/Ordering": pikepdf.String("Identity"), "/Supplement": 0}
    descendant = {
        "/Type": pikepdf.Name.Font,
        "/Subtype": pikepdf.Name.CIDFontType2,
        "/BaseFont": name,
        "/CIDSystemInfo": pikepdf.Dictionary(system),
        "/FontDescriptor": document.make_indirect(pikepdf.Dictionary(descriptor)),
        "/DW": units,
        "/CIDToGIDMap": document.make_stream(bytes(2 * count)),
    }
    whole = {
        "/Type": pikepdf.Name.Font,
        "/Subtype": pikepdf.Name.Type0,
        "/BaseFont": name,
        "/Encoding": pikepdf.Name("/Identity-H"),
        "/DescendantFonts": [document.make_indirect(pikepdf.Dictionary(descendant))],
        "/ToUnicode": document.make_stream(piece["to_unicode"].encode()),
    }
    return document.make_indirect(pikepdf.Dictionary(whole))
