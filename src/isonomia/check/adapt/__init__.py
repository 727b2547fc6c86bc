"""The rights-first variant of a coercive scheme: what can stay under the law, and what was dropped, and why."""
