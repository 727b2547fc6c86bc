"""What the worker of an instance does."""

from datetime import timedelta
from pathlib import Path

from isonomia.service.backups.erased import copy_erased
from isonomia.service.housekeeping.forget import Housekeeping
from isonomia.service.instance.instance import Instance
from isonomia.service.log.publish import publish
from isonomia.service.retention.expire import Expiry
from isonomia.service.scheme_versions.comparing import Comparing
from isonomia.service.webhooks.outbound import Outbound
from isonomia.service.webhooks.sending import send_webhooks
from isonomia.service.worker import Task, publish_statistics, pull_every, refresh_standings


def tasks_of(instance: Instance) -> tuple[Task, ...]:
    """Everything that is done behind the pages."""
    outbound = Outbound(is_demonstration=instance.is_demonstration)
    tasks: list[Task] = [
        refresh_standings,
        publish,
        publish_statistics,
        Comparing(),
        send_webhooks(outbound),
        Housekeeping(),
        Expiry(),
    ]
    if instance.settings.erased_list:
        tasks.append(copy_erased)
    if instance.settings.connect:
        every = timedelta(minutes=instance.settings.connect_minutes)
        tasks.append(pull_every(Path(instance.settings.connect), every))
    return tuple(tasks)
