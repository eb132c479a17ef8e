"""The builder: a client put together step by step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import httpx

from pdfai.clock import Clock
from pdfai.config import ClientSettings
from pdfai.policy import PollingPolicy, RetryPolicy

if TYPE_CHECKING:
    from pdfai.spending.budget import Budget
    from pdfai.spending.ledger import Ledger

C = TypeVar("C")


@dataclass(frozen=True, kw_only=True)
class AsyncOpenAIClientBuilder(Generic[C]):
    """Each `with_` returns a builder that knows one thing more; `build` checks it all and makes a client."""

    make: Callable[..., C] = field(repr=False)
    settings: Mapping[str, Any] = field(repr=False)
    """What `ClientSettings` will be made of; hidden, for the key is in it."""
    options: Mapping[str, Any] = field(default_factory=dict)

    def with_base_domain(self, base_domain: str) -> Self:
        """Where the API is: a domain, or with a path (http://localhost:8080/v1) the whole base URL."""
        return self._with_setting(base_domain=base_domain)

    def with_api_version(self, api_version: str) -> Self:
        """The path's first part, "v1" unless said otherwise."""
        return self._with_setting(api_version=api_version)

    def with_organization(self, organization: str) -> Self:
        """The organization that requests are counted for."""
        return self._with_setting(organization=organization)

    def with_project(self, project: str) -> Self:
        """The project that requests are counted for."""
        return self._with_setting(project=project)

    def with_timeout(self, seconds: float) -> Self:
        """How long one attempt may go without hearing from the server."""
        return self._with_setting(timeout_seconds=seconds)

    def with_transport(self, transport: httpx.AsyncBaseTransport) -> Self:
        """What really sends: for tests, proxies and servers in process. Closing the client closes it."""
        return self._with_option(transport=transport)

    def with_retry_policy(self, policy: RetryPolicy) -> Self:
        """When a request is sent again."""
        return self._with_option(retry=policy)

    def with_polling_policy(self, policy: PollingPolicy) -> Self:
        """How often and how long to wait for work."""
        return self._with_option(polling=policy)

    def with_clock(self, clock: Clock) -> Self:
        """Time as the client sees it: for tests that do not sleep."""
        return self._with_option(clock=clock)

    def with_budget(self, budget: "Budget") -> Self:
        """What the client may spend; a call that would pass it is refused before it is sent."""
        return self._with_option(budget=budget)

    def with_ledger(self, ledger: "Ledger") -> Self:
        """Where what is spent is noted, by day and model."""
        return self._with_option(ledger=ledger)

    def build(self) -> C:
        """The client; raises `ConfigurationError` for settings that could never work."""
        return self.make(ClientSettings(**self.settings), **self.options)

    def _with_setting(self, **settings: Any) -> Self:
        return replace(self, settings={**self.settings, **settings})

    def _with_option(self, **options: Any) -> Self:
        return replace(self, options={**self.options, **options})
