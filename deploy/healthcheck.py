"""Ask the web process next to this one whether it lives; for the container's health check."""

import http.client
import os
import sys
from urllib.parse import urlsplit

connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
connection.request("GET", "/health/live", headers={"Host": urlsplit(os.environ["SITE_URL"]).netloc})
sys.exit(connection.getresponse().status != 200)
