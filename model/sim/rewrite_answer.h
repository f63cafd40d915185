// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include "model/sim/server.h"

#include <functional>
#include <string>
#include <vector>

/// What the rewrite plugin does to replies (dns-semantics 5.6).
namespace sim {

/// One rule for replies, collected while the question passed the rules.
struct AnswerRewrite {
    enum class Kind {
        Remap,       ///< `from` itself and what is below it, at a label boundary, becomes `to`; owners and names in the data
        Suffix,      ///< the text's end `from` becomes `to`; owners and names in the data
        OwnerRegex,  ///< `pattern` on owners; the whole name becomes `to` with {n} replaced
        ValueRegex,  ///< the same on names in the data
        Ttl, Rcode, CnameTarget, ///< as `rule` says
    } kind = Kind::Remap;
    const corefile::RewriteRule* rule = nullptr;
    std::string from, to;
    const corefile::Regex* pattern = nullptr;
};

/// Whether a rule's FROM fits `text`, a lower-case name with its final dot.
[[nodiscard]] bool rewriteMatches(const corefile::RewriteRule& rule, const std::string& text);
/// `text` rewritten by a fitting rule: exact, prefix, suffix, substring or regex.
[[nodiscard]] std::string rewritten(const corefile::RewriteRule& rule, const std::string& text);
/// `to` with {0}, {1} ... replaced.
[[nodiscard]] std::string withGroups(std::string to, const std::vector<std::string>& groups);

/// Looks a rewritten CNAME target up through the whole server; nullopt: no reply.
using TargetLookup = std::function<std::optional<dns::Message>(const dns::Name& target)>;

/// Applies the rules to every record, the last collected first (from 1.11.4 on; before in the order of the rules).
void rewriteAnswer(dns::Message& message, std::vector<AnswerRewrite> rules, const corefile::Version& version, const TargetLookup& lookup);

} // namespace sim
