"""A dashboard that opens portals through the broker, with nothing but Python's standard library."""

import http.client
import json
import os
import secrets
import time
import urllib.error
import urllib.request
import uuid
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

BROKER = os.environ.get("BROKER_URL", "http://localhost:8080")
API_KEY = os.environ.get("BROKER_API_KEY", "demo-key")
PORT = int(os.environ.get("PORT", "3000"))
HOME = f"http://localhost:{PORT}"
MERCHANT = os.environ.get("MERCHANT", "m_easypost")  # yours: the merchant of the user who is signed in
PAGES = ("billing", "carriers", "onboarding")
PATIENCE = 3  # seconds that a person is kept waiting for another try
TRY_AGAIN = (409, 429, 503)
SESSIONS = {}  # yours: the dashboard's own sessions; here by cookie, and in each the link of a state


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """The broker's API redirects nobody, and the key is for no other host."""

    def redirect_request(self, *ignored):
        return None


CLIENT = urllib.request.build_opener(NoRedirects)


def call(method, path, body=None, **headers):
    """One call to the broker: status, headers and JSON, whatever the status."""
    headers |= {"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(BROKER + path, data, headers, method=method)
    try:
        answer = CLIENT.open(request, timeout=10)
    except urllib.error.HTTPError as problem:
        answer = problem
    with answer:
        text = answer.read()
    try:
        fields = json.loads(text)
    except ValueError:
        fields = None
    # the broker's errors are problems; any other is a proxy's on the way, whatever its body says
    of_broker = answer.status < 400 or answer.headers.get_content_type() == "application/problem+json"
    return answer.status, answer.headers, fields if of_broker and isinstance(fields, dict) else {}


def create_link(body):
    """Tries again where that helps and a person would wait; the key makes sure that there is one link."""
    key = str(uuid.uuid4())
    end = time.monotonic() + PATIENCE
    proxy_failures = 0
    while True:
        try:
            status, headers, answer = call("POST", "/v1/portal-links", body, **{"Idempotency-Key": key})
        except (OSError, http.client.HTTPException):  # no answer: made or not, the key will tell
            status, headers, answer = 503, {}, {"code": "no-answer"}
        seconds = headers.get("Retry-After", "1")
        wait = int(seconds) if seconds.isdigit() else 1
        of_proxy = status >= 500 and not answer
        proxy_failures += of_proxy
        if of_proxy:  # once, however long it took to fail
            again = proxy_failures == 1 and wait <= PATIENCE
        else:
            again = status in TRY_AGAIN and time.monotonic() + wait <= end
        if not again:
            return status, wait, answer
        time.sleep(wait)


class Dashboard(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlsplit(self.path)
        query = dict(parse_qsl(url.query))
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("sid")
        self.sid = cookie.value if cookie and cookie.value in SESSIONS else secrets.token_urlsafe(16)
        session = SESSIONS.setdefault(self.sid, {})
        try:
            self.page(url.path, session, query)
        except Exception as problem:  # whatever it is, the browser gets an answer
            print("failed:", repr(problem), flush=True)
            self.answer(500, "Something went wrong.")

    def page(self, path, session, query):
        if path == "/":
            links = (f'<a href="/shipping/open?page={page}">{page}</a>' for page in PAGES)
            self.answer(200, " · ".join(links))
        elif path == "/shipping/open":
            self.open(session, query)
        elif path == "/shipping":
            self.come_back(session, query)
        else:
            self.answer(404, "Not found")

    def open(self, session, query):
        state = secrets.token_urlsafe(16)
        body = {
            "merchant_id": MERCHANT,
            "return_url": f"{HOME}/shipping",
            "refresh_url": f"{HOME}/shipping/open",
            "state": state,
        }
        if query.get("page") in PAGES:
            body["page"] = query["page"]
        status, wait, answer = create_link(body)
        if status in (200, 201) and "url" in answer:
            session[state] = answer["id"]
            self.answer(302, "", Location=answer["url"])
        elif status in TRY_AGAIN:
            self.answer(503, f"Please try again in {wait} s.", **{"Retry-After": str(wait)})
        else:
            print("no link:", status, answer.get("code", "a proxy's answer"), answer.get("request_id", ""), flush=True)
            self.answer(502, "The portal can't be opened just now. Please tell our support.")

    def come_back(self, session, query):
        link = session.get(query.get("state"))
        if link is None or link != query.get("portal_link"):
            self.answer(403, "This return is not of your session.")
            return
        status, _, answer = call("GET", f"/v1/portal-links/{link}")
        self.answer(200, f"Welcome back. The link is {answer.get('status', 'unknown')}: what was done, nobody says.")

    def answer(self, status, text, **headers):
        body = f"<!doctype html><title>Dashboard</title><p>{text}".encode()
        headers |= {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        # yours: Secure, too, since the dashboard has https; Lax, so that it comes along on a return
        headers |= {"Set-Cookie": f"sid={self.sid}; HttpOnly; SameSite=Lax; Path=/", "Cache-Control": "no-store"}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", PORT), Dashboard).serve_forever()
