"""How the web process runs. No access log: paths and addresses are nobody's business."""

import gc
import os
import shutil
import tempfile

import settings

_settings = settings.load()

bind = f"{_settings.bind}:{_settings.port}"
worker_class = "gthread"
threads = 8  # of each worker; WEB_CONCURRENCY says how many workers, one if nothing does
graceful_timeout = 30
keepalive = 30
accesslog = None
loglevel = "warning"


def on_starting(server):  # noqa: ANN001, ANN201, ARG001 - gunicorn's hook
    """All workers count in files of one folder, so that each of them can tell the sum."""
    if _settings.metrics_token:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="strong-metrics-")


def on_exit(server):  # noqa: ANN001, ANN201, ARG001 - gunicorn's hook
    if _settings.metrics_token:
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def post_worker_init(worker):  # noqa: ANN001, ANN201, ARG001 - gunicorn's hook
    """What was loaded stays: looking it over again and again would stop us for 50 ms each time."""
    gc.collect()
    gc.freeze()


def worker_exit(server, worker):  # noqa: ANN001, ANN201, ARG001 - gunicorn's hook
    app = worker.app.callable
    if app is not None:
        app.extensions["speaker"].close()
