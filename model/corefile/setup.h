// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/corefile/configuration.h"
#include "model/corefile/dispenser.h"
#include "model/corefile/keys.h"

#include <string>
#include <string_view>
#include <vector>

/// The setup function of each plugin: what it takes and refuses, as the one of CoreDNS (plugin/NAME/setup.go) does in the version at hand.
/// A failure is left in the dispenser; the value returned then means nothing.
namespace corefile {

struct SetupContext {
    const Version& version;
    const Zones& blockZones;
    const std::map<std::string, std::string>& systemFiles;
    std::string root; ///< argument of the `root` plugin, "" without one
};

using SetupFunction = PluginConfig (*)(Dispenser&, const SetupContext&);

[[nodiscard]] PluginConfig setUpCache(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpForward(Dispenser& c, const SetupContext& context); ///< one stanza; the caller goes on while tokens are left
[[nodiscard]] PluginConfig setUpKubernetes(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpK8sExternal(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpRewrite(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpTemplate(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpHosts(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpFile(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpAutopath(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpTransfer(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpAcl(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpLoadBalance(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpDns64(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpHeader(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpLog(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpBind(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpMinimal(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpAny(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpWhoami(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpLocal(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpLoop(Dispenser& c, const SetupContext& context);
[[nodiscard]] PluginConfig setUpBufsize(Dispenser& c, const SetupContext& context);

/// errors, health, ready, prometheus, reload, pprof, debug, metadata, cancel, root, timeouts, multisocket, nsid: nothing that shows in an answer.
/// nullptr for other names.
[[nodiscard]] SetupFunction neutralSetup(std::string_view plugin);

/// A path as CoreDNS opens it: below `root` unless it is absolute.
[[nodiscard]] std::string pathBelowRoot(const std::string& path, const SetupContext& context);
/// `ttl N` of kubernetes and k8s_external: 0 to 3600.
[[nodiscard]] dns::Ttl readTtl(Dispenser& c);
[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view separator = " ");
/// A type, class or rcode by its mnemonic in upper case, as miekg/dns knows them; numbers and TYPE65280 are no mnemonics there.
[[nodiscard]] std::optional<dns::Type> typeOfWord(std::string_view word);
[[nodiscard]] std::optional<dns::Class> classOfWord(std::string_view word);
[[nodiscard]] std::optional<dns::Rcode> rcodeOfWord(std::string_view word);
[[nodiscard]] std::string asciiUpper(std::string_view text);
/// A regular expression of at most 10000 octets (limit of CoreDNS since 1.14.0); `what` opens the complaint about a longer one.
[[nodiscard]] std::optional<Regex> compileRegex(const std::string& pattern, std::string& problem, std::string_view what = {});

} // namespace corefile
