"""Compare the contract with an upstream OpenAPI document, JSON or YAML, 3.0 or 3.1.

`python scripts/spec_drift.py UPSTREAM` prints a line for each difference that spec/deviations.yaml does not
list with its reason. Exit code 0 when there is none, 1 when there are some, 2 when a document cannot be read.
comparison.py says what is compared.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drift.comparison import Comparison, Difference
from drift.deviations import Deviation, read_deviations
from drift.json_and_yaml import parsed

SPEC = Path(__file__).resolve().parent.parent / "spec"
CONTRACT = SPEC / "openapi.yaml"
DEVIATIONS = SPEC / "deviations.yaml"
# What following a document raises when a part of it is something else than OpenAPI says.
MALFORMED = (LookupError, ValueError, AttributeError, TypeError, RecursionError)


def main(arguments: list[str] | None = None) -> int:
    """Compare, print, and give the exit code."""
    options = _options(arguments)
    try:
        pairs, deviations = read_deviations(options.deviations)
        differences = _differences(options, pairs)
    except OSError as error:
        print(f"spec_drift: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"spec_drift: {error}", file=sys.stderr)
        return 2
    return _report(differences, deviations, as_json=options.json)


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


def _differences(options: argparse.Namespace, pairs: dict[str, str]) -> list[Difference]:
    contract, upstream = _document(options.contract), _document(options.upstream)
    try:
        return _compared(contract, upstream, pairs, also_missing=options.all)
    except MALFORMED as error:
        blamed = options.upstream if _is_well_formed(contract, pairs) else options.contract
        endless = isinstance(error, RecursionError)
        why = "it is nested too deeply, or for ever" if endless else " ".join(str(error).split())
        raise ValueError(f"{blamed} is no well-formed OpenAPI document: {why}") from None


def _compared(
    contract: dict[str, Any], upstream: dict[str, Any], pairs: dict[str, str], *, also_missing: bool = False
) -> list[Difference]:
    comparison = Comparison(contract, upstream)
    comparison.operations(also_missing=also_missing)
    for ours, theirs in pairs.items():
        comparison.components(ours, theirs)
    return comparison.differences


def _is_well_formed(contract: dict[str, Any], pairs: dict[str, str]) -> bool:
    """Whether a document can be compared at all: with itself."""
    try:
        _compared(contract, contract, {name: name for name in pairs})
    except MALFORMED:
        return False
    return True


def _document(path: Path) -> dict[str, Any]:
    """A parsed OpenAPI document. ValueError when it is none."""
    content = parsed(path)
    paths = content.get("paths") if isinstance(content, dict) else None
    if not isinstance(paths, dict):
        raise ValueError(f"{path} is no OpenAPI document: it has no paths")
    return dict(content)


if __name__ == "__main__":
    sys.exit(main())
