"""What a folder holds of earlier calls, so that the same call goes on where one ended."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_NAME = ".pdfai-summaries.jsonl"


@dataclass(kw_only=True, slots=True)
class Journal:
    """A line for each file written there: its name, and a key for what it was made from and how."""

    path: Path
    _keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Journal":
        """The folder's; broken lines, as a killed process leaves them, count for nothing."""
        journal = cls(path=folder / _NAME)
        with suppress(OSError):
            for line in journal.path.read_text(encoding="utf-8", errors="replace").splitlines():
                with suppress(ValueError, TypeError, KeyError):
                    written = json.loads(line)
                    journal._keys[str(written["file"])] = str(written["key"])
        return journal

    def has(self, output: Path, key: str) -> bool:
        """Whether the file is there, and made like this."""
        return self._keys.get(output.name) == key and output.is_file()

    def wrote(self, path: str) -> bool:
        """Whether a file, wherever it is, is one that was written here."""
        return Path(path).name in self._keys and _is_in(Path(path), self.path.parent)

    def note(self, output: Path, key: str) -> None:
        """The file was written; raises `OSError` where that cannot be noted."""
        self._keys[output.name] = key
        line = json.dumps({"file": output.name, "key": key}).encode() + b"\n"
        with self.path.open("ab+") as file:
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
            # A torn last line, as a killed process leaves one, would swallow this one.
            is_torn = file.read(1) not in (b"", b"\n")
            file.write(b"\n" + line if is_torn else line)


def _is_in(path: Path, folder: Path) -> bool:
    with suppress(OSError):
        return os.path.samefile(path.parent, folder)
    return False
