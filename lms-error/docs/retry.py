import time

def call(send, repeatable):  # GET, HEAD, PUT, DELETE, or a request with an Idempotency-Key
    for attempt in range(4):
        resp = send()
        code = None if resp.ok else resp.json()["code"]
        pause = max(0.5 * 2**attempt, float(resp.headers.get("retry-after", 0)))
        if code not in ("internal", "unavailable") or not repeatable or pause > 120 or attempt == 3:
            return resp
        time.sleep(pause)
        if code == "internal":  # once, whatever comes of it
            return send()
