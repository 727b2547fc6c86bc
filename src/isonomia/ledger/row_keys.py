"""Which keys a record of each kind has, whatever the format."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "event": ("source", "event_id", "member", "occurred_at"),
    "correction": ("source", "event_id"),
    "withdrawal": (),
    "dispute": ("source", "event_id", "dispute_id"),
    "decision": ("dispute_id", "outcome"),
    "measure": ("member", "measure_id", "measure", "occurred_at"),
    "join": ("member",),
    "leave": ("member",),
}
"""The keys that a record of each kind must have, besides `kind` and `recorded_at`."""

ALLOWED: dict[str, tuple[str, ...]] = {
    "event": ("source", "event_id", "member", "occurred_at", "data"),
    "correction": ("source", "event_id", "correction_id", "occurred_at", "member", "data", "reason"),
    "withdrawal": ("source", "event_id", "measure_id", "reason"),
    "dispute": ("source", "event_id", "dispute_id", "by"),
    "decision": ("dispute_id", "outcome", "by", "reason"),
    "measure": ("member", "measure_id", "measure", "occurred_at"),
    "join": ("member", "occurred_at"),
    "leave": ("member", "occurred_at"),
}
"""All the keys that it can have."""
