"""The embedded Assistants server; `create_app` builds it."""
