"""Runs the typesetter in a process of its own; never imported, started by path with `python -I -S`.

In, on stdin: JSON (the task and the document). Out, on stdout: one line of JSON, which is
`{"size": bytes, "missing": [characters no font has], "complaint": why else it is no PDF/UA}` followed by the
PDF, or `{"error": code, "detail": ...}`.
"""

import json
import re
import runpy
import sys
from pathlib import Path
from typing import Any

WORKER = Path(__file__).parents[1] / "worker.py"
TEMPLATE = Path(__file__).with_name("page.typ")
NO_FONT = re.compile(r'error: .*the text `"(.+?)"` could not be displayed')
OTHER_ERRORS = re.compile(r"^error: (?!.*could not be displayed with font)(.*)", re.MULTILINE)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def main() -> None:
    """Do one task."""
    task = json.loads(sys.stdin.buffer.read())
    sys.path.append(task["packages"])
    try:
        head, pdf = serve(task)
    except MemoryError:
        head, pdf = {"error": "memory"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + pdf)


def serve(task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Load the library, give up the means to do harm, and only then look at the document."""
    try:
        # Found through the path the task brings.
        import typst  # noqa: PLC0415  # see above
    except (ImportError, OSError) as error:
        return {"error": "setup", "detail": str(error)}, b""
    template = TEMPLATE.read_bytes()
    limit_resources = runpy.run_path(str(WORKER))["limit_resources"]
    # Fonts are read while there is text that they may have letters for.
    limit_resources(memory=task["memory"], cpu_seconds=task["cpu_seconds"], open_files=64)
    fonts = typst.Fonts(include_system_fonts=task["system_fonts"])
    there = set(fonts.families())
    document = task["document"] | {
        "fonts": [name for name in task["fonts"] if name in there],
        "monospaced": [name for name in task["monospaced"] if name in there],
    }
    compiler = typst.Compiler(
        root=task["folder"],
        font_paths=fonts,
        sys_inputs={"document": json.dumps(document)},
        package_path=task["folder"],
        package_cache_path=task["folder"],
    )
    missing, complaint = list[str](), ""
    try:
        try:
            pdf = compiler.compile(template, format="pdf", pdf_standards="ua-1", timestamp=0)
        except typst.TypstError as error:
            # The standard asks for more than a document needs; what it asks for is told.
            missing, complaint = why_not(error.diagnostic)
            pdf = compiler.compile(template, format="pdf", timestamp=0)
    except typst.TypstError as error:
        return {"error": "document", "detail": error.message}, b""
    assert isinstance(pdf, bytes)
    return {"size": len(pdf), "missing": missing, "complaint": complaint}, pdf


def why_not(diagnostic: str) -> tuple[list[str], str]:
    """Characters that no font has, and the first complaint of another kind."""
    missing = dict.fromkeys(unescaped(found) for found in NO_FONT.findall(diagnostic))
    others = OTHER_ERRORS.search(diagnostic)
    return list(missing), others[1] if others else ""


def unescaped(text: str) -> str:
    """The characters that the typesetter writes as numbers."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


if __name__ == "__main__":
    main()
