import random, time
from email.utils import parsedate_to_datetime

def retry_after(headers):  # seconds, or an HTTP date
    value = headers.get("retry-after", "0")
    try:
        return float(value) if value.isdecimal() else parsedate_to_datetime(value).timestamp() - time.time()
    except (TypeError, ValueError):
        return 0

# call(lambda: requests.get(url, timeout=30), repeatable=True)
# Repeatable are GET, HEAD, PUT, DELETE, and requests with an Idempotency-Key, the same for each attempt.
def call(send, repeatable):
    pauses = [0.5, 1, 2] if repeatable else []
    while True:
        try:
            resp = send()
            status, headers = resp.status_code, resp.headers
        except OSError:  # no response counts as a 503; the errors of requests are OSErrors
            if not pauses:
                raise
            status, headers = 503, {}
        is_replayed = "true" in (headers.get("x-served-from-cache"), headers.get("idempotent-replayed"))
        unavailable = status in (408, 425, 429, 502, 503, 504)
        if not pauses or is_replayed or not (unavailable or status >= 500) or retry_after(headers) > 120:
            return resp
        time.sleep(max(pauses.pop(0), retry_after(headers)) * random.uniform(1, 1.25))
        if not unavailable:
            pauses = []  # internal: once
