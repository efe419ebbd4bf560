"""The scheduler for a machine without Celery."""

import logging
import signal
import time

from django.core.management.base import BaseCommand
from django.db import Error, connection

from jobs.scheduler import tick

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Does what Celery's worker and beat do in production, about every second."""

    help = "Send messages, say what is due and run periodic jobs until stopped."
    stopping = False

    def add_arguments(self, parser):
        """--once: one round, for a cron job or a test."""
        parser.add_argument("--once", action="store_true", help="Do one round and stop.")

    def handle(self, *args, once, **options):
        """Work until SIGTERM or SIGINT; the message in hand is finished first."""
        if once:
            tick()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping:
            try:
                tick(stop=lambda: self.stopping)
            except Error:
                logger.exception("The database can't be used; trying again in a second.")
                connection.close()
            time.sleep(1)

    def stop(self, number, frame):
        """Finish the message in hand, then end."""
        self.stopping = True
