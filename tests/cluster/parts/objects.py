# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""The snapshot file's objects, and the way they get onto a real API server."""
import json
import http.client
import ssl

import yaml

from state import ClusterError

# kind -> (path of the group, plural, namespaced); in the order in which they are created.
KINDS = {
    "Namespace": ("/api/v1", "namespaces", False),
    "Node": ("/api/v1", "nodes", False),
    "ConfigMap": ("/api/v1", "configmaps", True),
    "Service": ("/api/v1", "services", True),
    "StatefulSet": ("/apis/apps/v1", "statefulsets", True),
    "Pod": ("/api/v1", "pods", True),
    "EndpointSlice": ("/apis/discovery.k8s.io/v1", "endpointslices", True),
    "NetworkPolicy": ("/apis/networking.k8s.io/v1", "networkpolicies", True),
    "ClusterRole": ("/apis/rbac.authorization.k8s.io/v1", "clusterroles", False),
    "ClusterRoleBinding": ("/apis/rbac.authorization.k8s.io/v1", "clusterrolebindings", False),
    "RoleBinding": ("/apis/rbac.authorization.k8s.io/v1", "rolebindings", True),
}
WITH_STATUS = {"Node", "Pod", "Service"}
COMPARED = ["Namespace", "Node", "Service", "StatefulSet", "Pod", "EndpointSlice"]


class Objects:
    def __init__(self, file, image_tags):
        """image_tags: image name without tag -> the tag that really runs."""
        with open(file) as text:
            documents = [document for document in yaml.load_all(text, Loader=yaml.CSafeLoader) if document]
        self.kubernetes = [d for d in documents if not d["apiVersion"].startswith("ndots.org/")]
        self.ndots = [d for d in documents if d["apiVersion"].startswith("ndots.org/")]
        for pod in self.of("Pod"):
            for container in pod["spec"]["containers"]:
                name = container["image"].rpartition(":")[0]
                if name in image_tags:
                    container["image"] = f"{name}:{image_tags[name]}"

    def of(self, kind):
        return [d for d in self.kubernetes if d["kind"] == kind]

    def named(self, kind, namespace, name):
        for candidate in self.of(kind):
            if candidate["metadata"]["name"] == name and candidate["metadata"].get("namespace") == namespace:
                return candidate
        raise ClusterError(f"the snapshot has no {kind} {namespace}/{name}")

    def upstreams(self):
        return [d for d in self.ndots if d["kind"] == "Upstream"]

    def node_resolv_conf(self, node):
        texts = {d["metadata"]["name"]: d["spec"]["text"] for d in self.ndots if d["kind"] == "NodeResolvConf"}
        return texts.get(node, texts.get("*", ""))


def key(document):
    metadata = document["metadata"]
    return "/".join(filter(None, [metadata.get("namespace"), metadata["name"]]))


class Api:
    """One connection to the API server, as one user with a token."""

    def __init__(self, address, port, ca_file, token):
        self.connection = http.client.HTTPSConnection(address, port, timeout=30,
                                                      context=ssl.create_default_context(cafile=ca_file))
        self.token = token

    def call(self, method, path, body=None, content_type="application/json"):
        """Returns (status, decoded body)."""
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": content_type}
        try:
            self.connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            response = self.connection.getresponse()
            data = response.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise
        text = data.decode(errors="replace")
        return response.status, json.loads(text) if text.startswith("{") else text

    def create(self, document):
        """Creates the object, or changes the one that the API server makes by itself (default/kubernetes)."""
        group, plural, namespaced = KINDS[document["kind"]]
        folder = f"{group}/namespaces/{document['metadata']['namespace']}/{plural}" if namespaced else f"{group}/{plural}"
        path = f"{folder}/{document['metadata']['name']}"
        self.must("POST", folder, document, "application/json", path)
        if document["kind"] in WITH_STATUS and "status" in document:
            self.must("PATCH", path + "/status", {"status": document["status"]}, "application/merge-patch+json")

    def must(self, method, path, body, content_type, existing=None):
        status, answer = self.call(method, path, body, content_type)
        # default/kubernetes exists: its name is a conflict, or its address, which is looked at first.
        if status in (409, 422) and existing and self.call("GET", existing)[0] == 200:
            status, answer = self.call("PATCH", existing, body, "application/merge-patch+json")
        if status not in (200, 201):
            message = answer.get("message", answer) if isinstance(answer, dict) else answer
            raise ClusterError(f"{method} {path} of {body.get('kind', '')} {body.get('metadata', {}).get('name', '')}: "
                               f"{status} {message}")

    def aggregate_roles(self):
        """Fills view, edit and admin, which are made of other ClusterRoles. The controller that does so in a whole cluster is
        part of kube-controller-manager, and without it they allow nothing."""
        roles = self.list("ClusterRole")
        for name in ("view", "edit", "admin"):
            role = next(r for r in roles if r["metadata"]["name"] == name)
            selectors = [s["matchLabels"].items() for s in role["aggregationRule"]["clusterRoleSelectors"]]
            role["rules"] = [rule for other in roles for rule in other["rules"] or []
                             if other is not role and any(s <= other["metadata"].get("labels", {}).items() for s in selectors)]
            self.must("PATCH", f"{KINDS['ClusterRole'][0]}/clusterroles/{name}", {"rules": role["rules"]},
                      "application/merge-patch+json")

    def list(self, kind):
        group, plural, _ = KINDS[kind]
        status, answer = self.call("GET", f"{group}/{plural}")
        if status != 200:
            raise ClusterError(f"GET {group}/{plural}: {status} {answer}")
        return answer["items"]


def differences(wanted, found, where=""):
    """Where `found` lacks something of `wanted`. More fields in `found` are no difference; more list items are."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return [d for name, value in wanted.items() for d in differences(value, found.get(name), f"{where}.{name}")]
    if isinstance(wanted, list) and isinstance(found or [], list):
        found = found or []
        if len(wanted) != len(found):
            return [f"{where}: {len(found)} items instead of {len(wanted)}"]
        return [d for i, pair in enumerate(zip(wanted, found)) for d in differences(*pair, f"{where}[{i}]")]
    same = wanted == found or (not wanted and not found)
    return [] if same else [f"{where}: {found!r} instead of {wanted!r}"]


def compare(objects, api):
    """What the API server returns beside what the snapshot says: a list of sentences, empty when they agree."""
    found = []
    for kind in COMPARED:
        wanted = {key(d): d for d in objects.of(kind)}
        actual = {key(d): d for d in api.list(kind)}
        found += [f"{kind} {name} is not in the snapshot" for name in actual.keys() - wanted.keys()]
        found += [f"{kind} {name} is missing" for name in wanted.keys() - actual.keys()]
        for name in wanted.keys() & actual.keys():
            document = {k: v for k, v in wanted[name].items() if k not in ("apiVersion", "kind")}
            found += [f"{kind} {name}{d}" for d in differences(document, actual[name])]
    return sorted(found)
