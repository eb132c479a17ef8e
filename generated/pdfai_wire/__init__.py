"""The contract as types, params to call and schema to validate, and as contract.json."""
