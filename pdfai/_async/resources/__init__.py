"""The flat calls of the client, one mixin per resource."""
