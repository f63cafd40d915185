# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""The cluster's own authority, its certificates, its users, and the kubeconfig with one context for each user."""
import base64
import secrets
import subprocess

import yaml

from network import CONTROL_PLANE
from state import ClusterError

SERVER_NAMES = ["IP:127.0.0.1", "IP:" + CONTROL_PLANE, "IP:10.96.0.1", "DNS:localhost", "DNS:kubernetes",
                "DNS:kubernetes.default", "DNS:kubernetes.default.svc", "DNS:kubernetes.default.svc.cluster.local"]
COREDNS_USER = "system:serviceaccount:kube-system:coredns"

# user -> groups; each has a token and a context of the same name.
TOKEN_USERS = {"admin-token": ["system:masters"], "viewer": [], "shop-viewer": [], "nobody": []}
CERTIFICATE_USERS = {"admin": "rsa", "admin-ec": "ec"}

# Beside the built-in ClusterRoles. What CoreDNS may do is what its own manifest asks for.
ROLES = [
    {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "system:coredns"},
     "rules": [{"apiGroups": [""], "resources": ["services", "pods", "namespaces"], "verbs": ["list", "watch"]},
               {"apiGroups": ["discovery.k8s.io"], "resources": ["endpointslices"], "verbs": ["list", "watch"]}]},
    {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "system:coredns"},
     "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "system:coredns"},
     "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": COREDNS_USER}]},
    {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "viewer"},
     "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"},
     "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "viewer"}]},
    {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
     "metadata": {"name": "shop-viewer", "namespace": "shop"},
     "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"},
     "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "shop-viewer"}]},
]


class Credentials:
    def __init__(self, state):
        self.state = state
        self.tokens = {user: secrets.token_hex(16) for user in [*TOKEN_USERS, COREDNS_USER]}

    def file(self, name):
        return self.state.path("pki", name)

    def openssl(self, *arguments):
        done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, cwd=self.state.path("pki", ""))
        if done.returncode != 0:
            raise ClusterError(f"openssl {' '.join(arguments)}: {done.stderr.strip()}")

    def make(self):
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=ndots-test-ca",
                     "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
                     "-keyout", "ca.key", "-out", "ca.crt")
        self.openssl("genrsa", "-out", "sa.key", "2048")
        self.sign("server", "/CN=kube-apiserver", f"extendedKeyUsage=serverAuth\nsubjectAltName={','.join(SERVER_NAMES)}\n")
        for user, algorithm in CERTIFICATE_USERS.items():
            self.sign(user, f"/O=system:masters/CN={user}", "extendedKeyUsage=clientAuth\n", algorithm)
        groups = {**TOKEN_USERS, COREDNS_USER: ["system:serviceaccounts", "system:serviceaccounts:kube-system"]}
        rows = [",".join([self.tokens[user], user, user] + ([f'"{",".join(groups[user])}"'] if groups[user] else []))
                for user in self.tokens]
        self.state.write("pki/tokens.csv", "\n".join(rows) + "\n", 0o600)

    def sign(self, name, subject, extensions, algorithm="rsa"):
        kind = ["rsa:2048"] if algorithm == "rsa" else ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        self.openssl("req", "-newkey", *kind, "-nodes", "-subj", subject, "-keyout", name + ".key", "-out", name + ".csr")
        self.state.write(f"pki/{name}.ext", extensions)
        self.openssl("x509", "-req", "-days", "30", "-in", name + ".csr", "-CA", "ca.crt", "-CAkey", "ca.key",
                     "-set_serial", "0x" + secrets.token_hex(8), "-extfile", name + ".ext", "-out", name + ".crt")

    def encoded(self, name):
        with open(self.file(name), "rb") as file:
            return base64.b64encode(file.read()).decode()

    def user(self, name):
        if name in CERTIFICATE_USERS:
            return {"client-certificate-data": self.encoded(name + ".crt"), "client-key-data": self.encoded(name + ".key")}
        return {"token": self.tokens[name]}

    def write_kubeconfig(self, name, server, users):
        """The first of the users is the current context."""
        config = {
            "apiVersion": "v1", "kind": "Config",
            "clusters": [{"name": "ndots-test", "cluster": {"server": server,
                                                            "certificate-authority-data": self.encoded("ca.crt")}}],
            "users": [{"name": user, "user": self.user(user)} for user in users],
            "contexts": [{"name": user.rpartition(":")[2], "context": {"cluster": "ndots-test", "user": user}
                          | ({"namespace": "shop"} if user == "shop-viewer" else {})} for user in users],
            "current-context": users[0].rpartition(":")[2],
        }
        return self.state.write(name, yaml.safe_dump(config, sort_keys=False), 0o600)
