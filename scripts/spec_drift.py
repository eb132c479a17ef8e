"""Compare the contract with an upstream OpenAPI document, JSON or YAML, 3.0 or 3.1.

`python scripts/spec_drift.py UPSTREAM` prints a line for each difference that spec/deviations.yaml does not
list with its reason. Exit code 0 when there is none, 1 when there are some, 2 when a document cannot be read.
"""

import argparse
import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml
from contract_drift import Comparison, Difference

SPEC = Path(__file__).resolve().parent.parent / "spec"
CONTRACT = SPEC / "openapi.yaml"
DEVIATIONS = SPEC / "deviations.yaml"


@dataclass(frozen=True)
class Deviation:
    """A difference that is meant: where (`*` stands for anything), what, and why; the values when given."""

    where: str
    what: str
    why: str
    ours: str | None = None
    theirs: str | None = None

    def explains(self, difference: Difference) -> bool:
        """Whether it is this one."""
        return (
            fits(self.where, difference.where)
            and fits(self.what, difference.what)
            and self.ours in (None, difference.ours)
            and self.theirs in (None, difference.theirs)
        )

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def main(arguments: list[str] | None = None) -> int:
    """Compare, print, and give the exit code."""
    options = _options(arguments)
    try:
        pairs, deviations = read_deviations(options.deviations)
        comparison = Comparison(_document(options.contract), _document(options.upstream))
        comparison.operations(also_missing=options.all)
        for ours, theirs in pairs.items():
            comparison.components(ours, theirs)
    except OSError as error:
        print(f"spec_drift: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    except (LookupError, ValueError) as error:
        print(f"spec_drift: {error}", file=sys.stderr)
        return 2
    except (AttributeError, TypeError) as error:
        print(f"spec_drift: {options.upstream} is no well-formed OpenAPI document: {error}", file=sys.stderr)
        return 2
    return _report(comparison.differences, deviations, as_json=options.json)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("upstream", type=Path, help="the document to compare with")
    parser.add_argument("--all", action="store_true", help="also report operations that the contract lacks")
    parser.add_argument("--json", action="store_true", help="every difference, with its reason, as JSON")
    parser.add_argument("--contract", type=Path, default=CONTRACT, help="instead of spec/openapi.yaml")
    parser.add_argument("--deviations", type=Path, default=DEVIATIONS, help="instead of spec/deviations.yaml")
    return parser.parse_args(arguments)


def _report(differences: list[Difference], deviations: list[Deviation], *, as_json: bool) -> int:
    reasons = {each: [one.why for one in deviations if one.explains(each)] for each in differences}
    unexplained = [str(each) for each, why in reasons.items() if not why]
    stale = [str(one) for one in deviations if not any(map(one.explains, differences))]
    if as_json:
        told = [{**asdict(each), "why": next(iter(why), None)} for each, why in reasons.items()]
        print(json.dumps({"differences": told, "stale": stale}, indent=1, ensure_ascii=False))
    else:
        for line in (*unexplained, *(f"{each}: listed, but no difference any more" for each in stale)):
            print(line)
    print(f"{len(differences)} differences, {len(unexplained)} without a reason", file=sys.stderr)
    return 1 if unexplained or stale else 0


def _document(path: Path) -> dict[str, Any]:
    """A parsed OpenAPI document. ValueError when it is none."""
    content = _parsed(path)
    paths = content.get("paths") if isinstance(content, dict) else None
    if not isinstance(paths, dict) or not all(isinstance(each, dict) for each in paths.values()):
        raise ValueError(f"{path} is no OpenAPI document: it has no paths")
    return dict(content)


def read_deviations(path: Path) -> tuple[dict[str, str], list[Deviation]]:
    """Components to compare although no operation leads to both, and the deviations with their reasons."""
    content = _parsed(path)
    entries = []
    for entry in content["deviations"]:
        if not str(entry.get("why") or "").strip():
            raise ValueError(f"{path}: {entry.get('where')}: a deviation needs a reason (why)")
        if not (places := entry.pop("where", None)):
            raise ValueError(f"{path}: {entry}: a deviation says where it is")
        try:
            for where in [places] if isinstance(places, str) else places:
                entries.append(Deviation(where=where, **entry))
        except TypeError:
            known = ", ".join(Deviation.__dataclass_fields__)
            raise ValueError(f"{path}: {places}: a deviation has {known} and nothing else") from None
    return content.get("pairs", {}), entries


def _parsed(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    try:
        # YAML would read JSON too, in ten times the time.
        is_json = text.lstrip().startswith("{")
        return json.loads(text) if is_json else yaml.load(text, Loader=yaml.CSafeLoader)
    except (ValueError, yaml.YAMLError) as error:
        raise ValueError(f"{path} is neither JSON nor YAML: {' '.join(str(error).split())}") from None


def fits(pattern: str, text: str) -> bool:
    """Whether a text is as a pattern says, in which `*` stands for anything."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), text) is not None


if __name__ == "__main__":
    sys.exit(main())
