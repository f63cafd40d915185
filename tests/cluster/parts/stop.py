# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Ndots authors
"""stop.py DIR: ends the cluster in DIR and removes what it left there, except the logs."""
import sys

from state import ClusterError, State

try:
    State(sys.argv[1]).load().tear_down()
except ClusterError as error:
    sys.exit(f"tests/cluster/down: {error}")
