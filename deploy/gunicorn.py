"""gunicorn's settings, the same in the demonstration, the stack and the container."""

worker_class = "gthread"
threads = 4
preload_app = True
timeout = 30
graceful_timeout = 30
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
# In containers /tmp may be a disk; the heartbeat file belongs in memory.
worker_tmp_dir = "/dev/shm"  # noqa: S108
accesslog = None
forwarded_allow_ips = "*"
control_socket_disable = True
