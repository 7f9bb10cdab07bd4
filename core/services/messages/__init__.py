"""Messages with other institutions, both ways, and who else is told of an event."""
