# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""What one cluster has started, written down before it counts on it, so that `down` ends exactly that.

DIR/state.json holds the names of the network namespaces and, for each process, its id with its start time: a process
that got the same id later has another start time and is left alone.
"""
import hashlib
import json
import os
import select
import shutil
import signal
import subprocess
import time


class ClusterError(Exception):
    """A sentence for the person at the terminal."""


def start_time(pid):
    """Clock ticks after boot, or None without such a process (proc(5), field 22 of stat)."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return int(stat.read().rpartition(")")[2].split()[19])
    except (OSError, IndexError):
        return None


class State:
    def __init__(self, folder):
        self.folder = os.path.realpath(folder)
        self.file = os.path.join(self.folder, "state.json")
        self.prefix = "ndots-" + hashlib.sha256(self.folder.encode()).hexdigest()[:6]
        self.namespaces = []
        self.processes = []

    def load(self):
        try:
            with open(self.file) as saved:
                values = json.load(saved)
        except FileNotFoundError:
            raise ClusterError(f"{self.folder} holds no cluster: there is no state.json")
        self.namespaces = values["namespaces"]
        self.processes = values["processes"]
        return self

    def save(self):
        with open(self.file + ".new", "w") as new:
            json.dump({"namespaces": self.namespaces, "processes": self.processes}, new, indent=1)
        os.replace(self.file + ".new", self.file)

    def path(self, *parts):
        made = os.path.join(self.folder, *parts)
        os.makedirs(os.path.dirname(made), exist_ok=True)
        return made

    def write(self, name, text, mode=0o644):
        with open(os.open(self.path(name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as file:
            file.write(text)
        return self.path(name)

    def add_namespaces(self, names):
        self.namespaces += names
        self.save()

    def start(self, name, command, namespace=None, output=None, keep=()):
        """Starts a server that outlives this script. Its output goes to DIR/logs/NAME.log, or to `output`."""
        if namespace:
            command = ["ip", "netns", "exec", namespace] + command
        with open(output or self.path("logs", name + ".log"), "ab") as log:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                       start_new_session=True, cwd=self.folder, pass_fds=keep)
        self.processes.append({"name": name, "pid": process.pid, "started": start_time(process.pid)})
        self.save()
        return process

    def is_alive(self, name):
        return any(entry["name"] == name and start_time(entry["pid"]) == entry["started"]
                   and not is_zombie(entry["pid"]) for entry in self.processes)

    def log_end(self, name, lines=5):
        try:
            with open(os.path.join(self.folder, "logs", name + ".log"), errors="replace") as log:
                return "".join(log.readlines()[-lines:])
        except OSError:
            return ""

    def tear_down(self):
        """Ends the processes, then whatever was run inside the namespaces, removes the namespaces, and in DIR all but
        the logs. DIR was empty when the cluster was made."""
        for entry in reversed(self.processes):
            end(entry["pid"], entry["started"])
        for namespace in self.namespaces:
            inside = subprocess.run(["ip", "netns", "pids", namespace], capture_output=True, text=True)
            for pid in inside.stdout.split():
                end(int(pid), start_time(int(pid)))
        existing = set(os.listdir("/run/netns")) if os.path.isdir("/run/netns") else set()
        for namespace in self.namespaces:
            if namespace in existing:
                subprocess.run(["ip", "netns", "del", namespace], check=True)
            shutil.rmtree(os.path.join("/etc/netns", namespace), ignore_errors=True)
        try:
            os.rmdir("/etc/netns")
        except OSError:
            pass
        for name in set(os.listdir(self.folder)) - {"logs"}:
            path = os.path.join(self.folder, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)


def is_zombie(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


def end(pid, started):
    """Kills the process and waits until it is gone. The pidfd is taken before the check, so that no other process
    can be hit. The data is thrown away with the cluster, therefore nothing is asked to stop in good order."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        if started is None or start_time(pid) != started:
            return
        signal.pidfd_send_signal(handle, signal.SIGKILL)
        select.select([handle], [], [], 10)
    except ProcessLookupError:
        return
    finally:
        os.close(handle)


def wait_until(what, seconds, condition, state=None, server=None):
    """Asks every tenth of a second. `condition` returns something true, or a reason why not as a str."""
    deadline = time.monotonic() + seconds
    reason = ""
    while time.monotonic() < deadline:
        answer = condition()
        if answer and not isinstance(answer, str):
            return answer
        reason = answer or reason
        if server and not state.is_alive(server):
            raise ClusterError(f"{server} has stopped:\n{state.log_end(server)}")
        time.sleep(0.1)
    end_of_log = f"\n{state.log_end(server)}" if server else ""
    raise ClusterError(f"{what} took more than {seconds} s: {reason}{end_of_log}")
