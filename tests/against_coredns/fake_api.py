# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""As much of an API server as the kubernetes plugin asks for: lists, with selectors, and watches in which nothing happens."""
import http.server
import json
import re
import threading
import urllib.parse

# Path behind an optional /namespaces/NAME, by kind.
PATHS = {"namespaces": "Namespace", "services": "Service", "pods": "Pod", "nodes": "Node", "endpointslices": "EndpointSlice"}
GROUPS = {"EndpointSlice": "discovery.k8s.io/v1"}
REQUIREMENT = re.compile(r"\s*(!?)([\w./-]+)\s*(?:(==|!=|=|\bnotin\b|\bin\b)\s*(\([^)]*\)|[\w.-]*))?\s*(?:,|$)")


def selects(selector, labels):
    """Whether a label selector takes an object with these labels (Kubernetes API, labels.Parse)."""
    at = 0
    while at < len(selector):
        match = REQUIREMENT.match(selector, at)
        if not match or match.end() == at:
            raise ValueError(f"selector {selector!r}")
        at = match.end()
        absent, key, operator, text = match.groups()
        values = [value.strip() for value in (text or "").strip("()").split(",")]
        has = key in labels and (operator is None or labels[key] in values)
        if operator in ("!=", "notin"):
            has = key not in labels or labels[key] not in values
        if has == bool(absent):
            return False
    return True


def field_selects(selector, item):
    """Only what CoreDNS asks for: phases that a pod must not have."""
    for part in filter(None, selector.split(",")):
        field, unwanted = part.split("!=")
        if field != "status.phase":
            raise ValueError(f"field selector {selector!r}")
        if item.get("status", {}).get("phase") == unwanted:
            return False
    return True


class FakeApi:
    """Serves `objects` (a list of Kubernetes objects) on a free port of 127.0.0.1 until close()."""

    def __init__(self, objects):
        self.objects = objects
        self.unknown = set()   # paths that were asked for and are not here
        self.closing = threading.Event()
        api = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                api.serve(self)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self):
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    def serve(self, request):
        url = urllib.parse.urlsplit(request.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        kind = PATHS.get(url.path.rsplit("/", 1)[-1])
        if not kind:
            self.unknown.add(request.path)
            self.answer(request, 404, {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404})
        elif query.get("watch") in ("true", "1"):
            if query.get("sendInitialEvents") == "true":
                # client-go falls back to a list.
                self.answer(request, 422, {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Invalid", "code": 422})
            else:
                self.watch(request)
        else:
            match = re.search(r"/namespaces/([^/]+)/", url.path)
            items = [item for item in self.objects if item["kind"] == kind and (not match or item["metadata"].get("namespace") == match[1])
                     and selects(query.get("labelSelector", ""), item["metadata"].get("labels", {}))
                     and field_selects(query.get("fieldSelector", ""), item)]
            self.answer(request, 200, {"kind": kind + "List", "apiVersion": GROUPS.get(kind, "v1"), "metadata": {"resourceVersion": "1000"},
                                       "items": items})

    @staticmethod
    def answer(request, status, document):
        body = json.dumps(document).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def watch(self, request):
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        request.wfile.flush()
        self.closing.wait()
        request.close_connection = True
