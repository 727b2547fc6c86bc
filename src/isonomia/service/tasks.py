"""What the worker of an instance does. A kind of work that no room names here is never left in the outbox."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from isonomia.service.backups.erased import copy_erased
from isonomia.service.housekeeping.forget import Housekeeping
from isonomia.service.instance.instance import Instance
from isonomia.service.log.publish import publish
from isonomia.service.outbox.outbox import Handler
from isonomia.service.retention.expire import Expiry
from isonomia.service.webhooks.outbound import Outbound
from isonomia.service.webhooks.sending import send_webhooks
from isonomia.service.worker import Task, empty_outbox, publish_statistics, pull_every, refresh_standings


def handlers_of(_instance: Instance) -> Mapping[str, Handler]:
    """Who does which kind of work, by topic."""
    return {}


def tasks_of(instance: Instance) -> tuple[Task, ...]:
    """Everything that is done behind the pages."""
    outbound = Outbound(is_demonstration=instance.is_demonstration)
    tasks: list[Task] = [
        refresh_standings,
        publish,
        publish_statistics,
        send_webhooks(outbound),
        Housekeeping(),
        Expiry(),
    ]
    if instance.settings.erased_list:
        tasks.append(copy_erased)
    handlers = handlers_of(instance)
    if handlers:
        tasks.append(empty_outbox(handlers))
    if instance.settings.connect:
        every = timedelta(minutes=instance.settings.connect_minutes)
        tasks.append(pull_every(Path(instance.settings.connect), every))
    return tuple(tasks)
