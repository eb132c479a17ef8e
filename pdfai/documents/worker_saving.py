"""How documents are opened to be written anew with pikepdf, and saved; loaded by tools from its path."""

import io
from typing import Any


def open_to_change(worker: Any, pikepdf: Any, data: bytes, password: str | None) -> Any:
    """Open it; one that is only protected against changes may open without what was given."""
    for secret in (password, "") if password else ("",):
        try:
            return pikepdf.open(io.BytesIO(data), password=secret)
        except pikepdf.PasswordError:
            continue
    raise worker.RefusedError("password", "")


def saved(pikepdf: Any, document: Any) -> bytes:
    """The document as encrypted as it was; without encryption always the same bytes."""
    written = io.BytesIO()
    # Before 1.5, and so in PDF/A-1, there is no packing of objects.
    is_packed = document.pdf_version >= "1.5"
    modes = pikepdf.ObjectStreamMode
    document.save(
        written,
        encryption=document.is_encrypted,
        deterministic_id=not document.is_encrypted,
        # pikepdf takes no such wish for what it encrypts.
        stream_decode_level=None if document.is_encrypted else pikepdf.StreamDecodeLevel.none,
        object_stream_mode=modes.generate if is_packed else modes.preserve,
        fix_metadata_version=False,
    )
    return written.getvalue()
