"""How the peers run: as we do (a test compares it with gunicorn.conf.py)."""

import os

bind = f"127.0.0.1:{os.environ['PORT']}"
worker_class = "gthread"
workers = 1
threads = 8
keepalive = 30
accesslog = None
loglevel = "warning"
