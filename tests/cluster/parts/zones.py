# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""An Upstream document's zone-file text, cut into one file for each zone: CoreDNS's file plugin reads one zone a file."""
import re

CLASSES = {"IN", "CH", "HS"}


def absolute(name, origin):
    if name == "@":
        return origin
    return name if name.endswith(".") else f"{name}." + ("" if origin == "." else origin)


def entries(text):
    """Yields (origin, default ttl, owner, the rest of the entry); entries in parentheses become one line."""
    origin, ttl, owner, pending = ".", None, ".", ""
    for line in text.split("\n"):
        line = re.sub(r'("(?:[^"\\]|\\.)*")|;.*', lambda match: match.group(1) or "", line).rstrip()
        pending = f"{pending} {line}" if pending else line
        if pending.count("(") > pending.count(")") or not pending.strip():
            continue
        entry, pending = pending.replace("(", " ").replace(")", " "), ""
        words = entry.split()
        if words[0] == "$ORIGIN":
            origin = absolute(words[1], origin)
        elif words[0] == "$TTL":
            ttl = words[1]
        elif entry[0].isspace():
            yield origin, ttl, owner, entry.strip()
        else:
            owner = absolute(words[0], origin)
            yield origin, ttl, owner, entry.split(None, 1)[1]


def record_type(rest):
    for word in rest.split():
        if not word[0].isdigit() and word.upper() not in CLASSES:
            return word.upper()
    return ""


def is_within(name, zone):
    return zone == "." or name == zone or name.endswith("." + zone)


def split(text):
    """Zone name -> zone-file text. A record belongs to the longest zone with an SOA that encloses it."""
    found = list(entries(text))
    zones = {owner: [] for _, _, owner, rest in found if record_type(rest) == "SOA"}
    for origin, ttl, owner, rest in found:
        enclosing = [zone for zone in zones if is_within(owner, zone)]
        if not enclosing:
            raise ValueError(f"{owner} lies in no zone with an SOA")
        lines = zones[max(enclosing, key=len)]
        lines.append(f"$ORIGIN {origin}")
        if ttl:
            lines.append(f"$TTL {ttl}")
        lines.append(f"{owner} {rest}")
    return {zone: "\n".join(lines) + "\n" for zone, lines in zones.items()}
