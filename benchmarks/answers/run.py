"""How well the offline model answers from real manuals, in six languages.

    python benchmarks/answers/run.py [--manuals DIR] [--half building | held-out] [--failures] [--check]

The manuals are downloaded from their Debian packages, or taken from DIR as NAME.pdf. `--failures` shows what
went wrong in the building half; the other half is only ever counted. `--check` fails when the held-out half
misses an aim. README.md says more.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent))
from answers.asking import Outcome, ask_all
from answers.manuals import pdf
from answers.questions import HALVES, Half, load
from answers.scores import AIMS, Scores, is_as_hoped, scores
from reporting import keep

COLUMNS = ("hit_at_1", "hit_at_5", "right_page", "first_page", "answered", "refused", "wrong")


def measure(folder: Path | None, halves: Sequence[Half]) -> list[Outcome]:
    """Ask everything, manual by manual."""
    questions = [question for question in load() if question.half in halves]
    manuals = dict.fromkeys(question.manual for question in questions)
    return [
        outcome
        for manual in manuals
        for outcome in ask_all(
            manual, pdf(manual, folder), [each for each in questions if each.manual == manual]
        )
    ]


def by_language(outcomes: Sequence[Outcome]) -> dict[str, Scores]:
    """The scores of each language, and of all of them."""
    languages = sorted({outcome.question.manual.language for outcome in outcomes})
    apart = {
        language: scores([each for each in outcomes if each.question.manual.language == language])
        for language in languages
    }
    return {**apart, "total": scores(outcomes)}


def table(half: str, found: Mapping[str, Scores]) -> Iterator[str]:
    """Percentages for people."""
    yield f"\n{half}" + " " * (12 - len(half)) + "asked  none" + "".join(f"{_title(c):>12}" for c in COLUMNS)
    for language, each in found.items():
        shares = "".join(f"{getattr(each, column):>12.0%}" for column in COLUMNS)
        yield f"{language:>10} {each.questions:>6} {each.unanswerable:>5}{shares}"
    total = found["total"]
    milliseconds, the_models = total.seconds * 1000, total.model_seconds * 1000
    yield f"median: {milliseconds:.1f} ms a question, {the_models:.1f} of them the model's"


def failures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What went wrong, question by question; never of the held-out half, or it would not be one."""
    for each in outcomes:
        if each.question.half == "building" and not is_as_hoped(each):
            question = each.question
            yield f"\n{question.manual.name}: {' / '.join(question.turns)}"
            yield f"  wanted {question.words or 'a refusal'} on {sorted(question.pages)}"
            yield f"  found {each.found[:8]}, cited {each.cited}\n  {each.text}"


def missed(found: Mapping[str, Scores]) -> Iterator[str]:
    """A line for each aim that the total misses."""
    for aim in AIMS:
        share = getattr(found["total"], aim.name)
        if share < aim.at_least:
            yield f"{_title(aim.name)} is {share:.0%}, and should be {aim.at_least:.0%}"


def main() -> None:
    """Measure, print, write down, and with `--check` judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--manuals", type=Path, metavar="DIR")
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    halves = [arguments.half] if arguments.half else list(HALVES)
    outcomes = measure(arguments.manuals, halves)
    found = {half: by_language([each for each in outcomes if each.question.half == half]) for half in halves}
    for half, measured in found.items():
        print("\n".join(table(half, measured)))
    if arguments.failures:
        print("\n".join(failures(outcomes)))
    if not arguments.half:
        kept = {half: {name: each.rounded() for name, each in of.items()} for half, of in found.items()}
        keep("answers", kept)
    if arguments.check and (problems := list(missed(found.get("held-out", {})))):
        sys.exit("\n".join(["", *problems]))


def _title(name: str) -> str:
    return name.replace("_", " ")


if __name__ == "__main__":
    main()
