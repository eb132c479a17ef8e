"""Write the synchronous client and its tests from the asynchronous ones.

    python scripts/unasync.py            write
    python scripts/unasync.py --check    say what is changed, missing, orphaned, or a rule nothing needs

A file whose first line begins with `# async only` has no synchronous twin; the line says why.
"""

import io
import re
import shutil
import subprocess
import sys
import tokenize
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TREES = {"pdfai/_async": "pdfai/_sync", "tests/_async": "tests/_sync"}

# Left out, with the blank behind them.
DROPPED_WORDS = {"async", "await"}
# Left out whole.
DROPPED_LINES = {"pytestmark = pytest.mark.anyio"}
# A class loses this prefix: AsyncOpenAIClient, httpx.AsyncClient, AsyncIterator.
PREFIX = "Async"
# Renamed wherever they stand as a word, in strings and comments too.
NAMES = {
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "AsyncByteStream": "SyncByteStream",
    "StopAsyncIteration": "StopIteration",
    "_async": "_sync",
    "aall_of": "all_of",
    "acalled": "called",
    "acheck_callable": "check_callable",
    "aclose": "close",
    "afinished": "finished",
    "aiter": "iter",
    "aiter_bytes": "iter_bytes",
    "anext": "next",
    "ain_thread": "in_thread",
    "aread": "read",
    "asleep": "sleep",
    "asynchronous": "synchronous",
    "handle_async_request": "handle_request",
}

WORD = re.compile(r"\w+")


class Derived(NamedTuple):
    """A twin's text, and the rules that made it."""

    text: str
    rules: frozenset[str]


def derive(source: str) -> Derived:
    """The synchronous twin of a module's source, not yet formatted."""
    rules: set[str] = set()
    lines = source.splitlines(keepends=True)
    # From the end, so that what is cut out moves nothing that is still to be cut.
    for token in reversed(list(tokenize.generate_tokens(io.StringIO(source).readline))):
        # Tokens, not words: `await` in a docstring stays.
        if token.type == tokenize.NAME and token.string in DROPPED_WORDS:
            row, line = token.start[0] - 1, lines[token.start[0] - 1]
            lines[row] = line[: token.start[1]] + line[token.end[1] :].lstrip(" ")
            rules.add(token.string)
    rules |= DROPPED_LINES.intersection(line.strip() for line in lines)
    kept = "".join(line for line in lines if line.strip() not in DROPPED_LINES)
    text = WORD.sub(lambda match: _renamed(match[0], rules), kept)
    return Derived(text, frozenset(rules))


def all_rules() -> set[str]:
    """Every rule, by name; each must be needed by something."""
    return {*DROPPED_WORDS, *DROPPED_LINES, PREFIX, *NAMES}


def has_twin(source: str) -> bool:
    """Whether a file is derived at all."""
    return not source.startswith("# async only")


def differences(wanted: dict[Path, str], present: dict[Path, str]) -> list[str]:
    """What must happen to the files present to become those wanted, one line each."""
    lines = [f"missing: {path}" for path in wanted.keys() - present.keys()]
    lines += [f"orphaned: {path}" for path in present.keys() - wanted.keys()]
    lines += [f"changed: {path}" for path in wanted.keys() & present.keys() if wanted[path] != present[path]]
    return sorted(lines)


def main(arguments: list[str]) -> int:
    """Write the twins, or with `--check` say what differs; the exit code."""
    wanted, unneeded = _derive_trees()
    present = {path: path.read_text() for target in TREES.values() for path in _modules(target)}
    problems = differences(_relative(wanted), _relative(present))
    problems += [f"rule that nothing needs: {rule}" for rule in sorted(unneeded)]
    if "--check" in arguments:
        print("\n".join(problems) or "The synchronous twins are up to date.")
        return 1 if problems else 0
    for path in present.keys() - wanted.keys():
        path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return 0


def _derive_trees() -> tuple[dict[Path, str], set[str]]:
    """Every twin's formatted text, and the rules that made none of them."""
    wanted: dict[Path, str] = {}
    unneeded = all_rules()
    for tree, target in TREES.items():
        for path in _modules(tree):
            source = path.read_text()
            if not has_twin(source):
                continue
            derived = derive(source)
            unneeded -= derived.rules
            name = path.relative_to(ROOT).as_posix()
            header = f"# Derived from {name} by scripts/unasync.py.\n"
            twin = ROOT / target / path.relative_to(ROOT / tree)
            wanted[twin] = _formatted(header + derived.text, twin)
    return wanted, unneeded


def _renamed(word: str, rules: set[str]) -> str:
    if word in NAMES:
        rules.add(word)
        return NAMES[word]
    if word.startswith(PREFIX) and word[len(PREFIX) :][:1].isupper():
        rules.add(PREFIX)
        return word.removeprefix(PREFIX)
    return word


def _modules(tree: str) -> Iterable[Path]:
    return sorted((ROOT / tree).rglob("*.py"))


def _relative(files: dict[Path, str]) -> dict[Path, str]:
    return {path.relative_to(ROOT): text for path, text in files.items()}


def _formatted(text: str, path: Path) -> str:
    # Renaming changes the order of imports, and may leave one without use.
    first_party = 'lint.isort.known-first-party=["pdfai"]'  # else ruff looks for a file that is not there yet
    text = _ruff(text, path, "check", "--fix-only", "--select=F401,I", f"--config={first_party}")
    return _ruff(text, path, "format")


def _ruff(text: str, path: Path, *arguments: str) -> str:
    beside = Path(sys.executable).with_name("ruff")
    ruff = str(beside) if beside.exists() else shutil.which("ruff")
    if ruff is None:
        raise SystemExit("ruff is not installed: run pip install ruff")
    command = [ruff, *arguments, "--quiet", f"--stdin-filename={path}", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True, cwd=ROOT).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
