"""The contract as types: params to call, schema to validate."""
