// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/setup.h"

#include <string>
#include <string_view>
#include <vector>

namespace corefile {

/// The addresses behind `nameserver` lines as dns.ClientConfigFromFile reads them, zone ids cut; other words stay texts that are no address.
[[nodiscard]] std::vector<std::string> nameserversOf(std::string_view resolvConf);
/// The search list of such a file: the last `search` or `domain` line.
[[nodiscard]] std::vector<std::string> searchOf(std::string_view resolvConf);

/// Fills `upstreams` and `missingFile` from the TO words (plugin/pkg/parse.HostPortOrFile, from 1.14.4 on plugin/forward/resolve.go).
void readUpstreams(Dispenser& c, const SetupContext& context, ForwardConfig& config);
/// Refuses upstreams whose protocol forward does not speak.
void checkProtocols(Dispenser& c, const SetupContext& context, ForwardConfig& config);
/// What CoreDNS says about too many upstreams, once all stanzas are read; "" for nothing. A file counts once from 1.14.4 on, before with each
/// of its nameservers.
[[nodiscard]] std::string upstreamCountFault(const ForwardConfig& config, const Version& version);

} // namespace corefile
