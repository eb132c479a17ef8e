"""What a server is told when it starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pdfai.errors import ConfigurationError, DataDirectoryError


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerSettings:
    """Where a server keeps its state, who may call it, and what answers."""

    data_dir: Path
    api_keys: tuple[str, ...] = field(default=(), repr=False)
    """Keys a caller may show as a bearer token; without any, this machine alone is served."""
    upstream_url: str | None = None
    """Base URL of an OpenAI-compatible Chat Completions endpoint, such as `http://localhost:11434/v1`.
    None answers offline, by extraction."""
    upstream_api_key: str | None = field(default=None, repr=False)
    model_map: Mapping[str, str] = field(default_factory=dict)
    """Which model of the upstream serves in the place of one that callers name; `*` stands for all others."""

    embedding_model: str | None = None
    """The upstream's model that says what documents and questions mean, for which it is sent all of them;
    None searches by words alone."""

    def __post_init__(self) -> None:
        """Refuse a key that everybody knows, or that nobody can show, and names nobody uses."""
        if self.model_map and self.upstream_url is None:
            raise ConfigurationError("A model map names models of an upstream: name its URL too")
        if self.embedding_model is not None and self.upstream_url is None:
            raise ConfigurationError("An embedding model is an upstream's: name its URL too")
        if any(not key or key != key.strip() for key in self.api_keys):
            raise ConfigurationError("An API key for callers is empty or begins or ends with a blank")

    def prepared_data_dir(self) -> Path:
        """The data directory, made if need be, closed to other users; raises `DataDirectoryError`."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            probe = self.data_dir / ".writable"
            probe.touch()
            # Another server may be looking at the same time.
            probe.unlink(missing_ok=True)
        except OSError as error:
            raise DataDirectoryError(str(self.data_dir), error.strerror or str(error)) from error
        return self.data_dir
