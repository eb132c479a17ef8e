"""For tests of what uses pdfai.

`contract_transport()` stands in for a server: it holds each request against the contract and answers as the
contract says. `pytest_plugins = ["pdfai.testing"]` brings `serve`, which starts real servers, and
`ScriptedModel` is a model for them that says what it is told.

PYTEST_DONT_REWRITE: nothing here is an assertion, and it may be imported before the plugin is.
"""

import typing

from pdfai.lazy import importer

if typing.TYPE_CHECKING:
    from pdfai.testing.mock import ContractTransport as ContractTransport
    from pdfai.testing.mock import contract_transport as contract_transport
    from pdfai.testing.requests import ReceivedFile as ReceivedFile
    from pdfai.testing.requests import ReceivedRequest as ReceivedRequest
    from pdfai.testing.server import ScriptedModel as ScriptedModel
    from pdfai.testing.server import eventually as eventually

__all__ = [
    "ContractTransport",
    "ReceivedFile",
    "ReceivedRequest",
    "ScriptedModel",
    "contract_transport",
    "eventually",
]

pytest_plugins = ["pdfai.testing.plugin"]

_HOMES = {
    "ContractTransport": "pdfai.testing.mock",
    "ReceivedFile": "pdfai.testing.requests",
    "ReceivedRequest": "pdfai.testing.requests",
    "ScriptedModel": "pdfai.testing.server",
    "contract_transport": "pdfai.testing.mock",
    "eventually": "pdfai.testing.server",
}
"""Imported when first asked for: the mock needs no server, and the server no mock."""


if not typing.TYPE_CHECKING:  # which would take it that any name can be imported
    __getattr__ = importer(globals(), _HOMES)
