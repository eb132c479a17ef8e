"""One run of Schemathesis over every operation of the contract, and what came of it."""

import time
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import schemathesis
from fuzz.belongings import belongings
from fuzz.excuses import LIMITS
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

SPEC = Path(__file__).parents[2] / "spec" / "openapi.yaml"
CONFIG = Path(__file__).with_name("schemathesis.toml")


@dataclass
class Outcome:
    """What was sent, how it was answered, and what is wrong with that."""

    cases: Counter[str] = field(default_factory=Counter)
    """How many requests were sent and answered, by phase."""
    statuses: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    """How often each operation answered with each status; methods it does not have are among them."""
    failures: dict[tuple[str, ...], str] = field(default_factory=dict)
    """One finding of each kind: what is wrong, and the curl command that shows it."""
    seconds: float = 0.0

    def add(self, phase: str, recorder: ScenarioRecorder) -> None:
        """Count what one scenario sent, and keep what its checks found."""
        for case_id, interaction in recorder.interactions.items():
            status = interaction.response.status_code if interaction.response else 0
            operation = recorder.cases[case_id].value.operation
            self.cases[phase] += interaction.response is not None
            self.statuses[operation.definition.raw["operationId"]][status] += 1
        for case_id, checks in recorder.checks.items():
            answer = recorder.interactions[case_id].response
            for found in (check.failure_info for check in checks if check.failure_info is not None):
                kind = (found.failure.operation or "", found.failure.title)
                said = answer.text if answer else "no answer"
                self.failures.setdefault(kind, f"{found.failure.message}\n{found.code_sample}\n{said}")

    def __iadd__(self, other: "Outcome") -> "Outcome":
        """Both."""
        self.cases += other.cases
        for operation, statuses in other.statuses.items():
            self.statuses[operation] += statuses
        self.failures |= other.failures
        self.seconds += other.seconds
        return self

    def __str__(self) -> str:
        rate = self.cases.total() / self.seconds
        by_phase = ", ".join(f"{number} {phase}" for phase, number in self.cases.items())
        return f"{self.cases.total()} cases in {self.seconds:.0f} s, {rate:.0f} a second: {by_phase}"


def campaign(url: str, api_key: str, *, phases: list[str], seed: int) -> Outcome:
    """Let Schemathesis try a server: by examples, limits (`coverage`), random requests, or sequences."""
    settings = {**tomllib.loads(CONFIG.read_text()), **belongings(url, api_key), "seed": seed}
    config = schemathesis.Config.from_dict(settings)
    schema = schemathesis.openapi.from_path(SPEC, config=config)
    schema.config.update(base_url=url, headers={"Authorization": f"Bearer {api_key}"})
    schema.config.phases.update(phases=phases)
    outcome, began = Outcome(), time.monotonic()
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished():
                outcome.add(event.phase.value, event.recorder)
            case events.NonFatalError() if event.info.message not in LIMITS:
                outcome.failures[event.label, event.info.title] = event.info.message
            case events.FatalError():
                raise event.exception
            case _:
                pass
    outcome.seconds = time.monotonic() - began
    return outcome
