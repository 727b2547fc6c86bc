"""What Prometheus reads. Labels are routes, methods, statuses and outcomes: nothing of any person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from sqlalchemy import func, select

from isonomia.service.instance.instance import Instance
from isonomia.service.log.tables import log_checkpoint
from isonomia.service.records.tables import pending_leaf
from isonomia.service.standings.tables import IS_STALE, standing
from isonomia.service.webhooks.tables import webhook_delivery

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10)


class Measures:
    """The measures of one process, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.seconds = Histogram(
            "isonomia_request_seconds",
            "Time to answer, by route.",
            ("method", "route", "status"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.records = Counter(
            "isonomia_records_total", "Records handed in, by outcome.", ("outcome",), registry=self.registry
        )
        self.stale = Gauge("isonomia_standings_stale", "Standings to be computed again.", registry=self.registry)
        self.waiting = Gauge(
            "isonomia_deliveries_waiting", "Messages to recipients to be sent.", registry=self.registry
        )
        self.failing = Gauge(
            "isonomia_deliveries_failing", "Messages that failed, and are tried again.", registry=self.registry
        )
        self.unpublished = Gauge("isonomia_log_pending", "Records not yet in the log.", registry=self.registry)
        self.log_size = Gauge("isonomia_log_size", "Entries of the log.", registry=self.registry)

    def look(self, instance: Instance) -> None:
        """Read the gauges from the database."""
        undone = webhook_delivery.c.due_at.is_not(None)
        with instance.database.reading() as connection:

            def count(statement: object) -> int:
                return int(connection.execute(statement).scalar() or 0)  # type: ignore[call-overload]

            self.stale.set(count(select(func.count()).select_from(standing).where(IS_STALE)))
            self.waiting.set(count(select(func.count()).select_from(webhook_delivery).where(undone)))
            failing = select(func.count()).select_from(webhook_delivery).where(undone, webhook_delivery.c.attempts > 0)
            self.failing.set(count(failing))
            self.unpublished.set(count(select(func.count()).select_from(pending_leaf)))
            self.log_size.set(count(select(func.max(log_checkpoint.c.size))))
