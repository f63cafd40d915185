// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// The part of Go's text/template that Corefiles use in the template plugin: text with actions of one value each.
/// {{ .Field }}, {{ .Group.name }}, {{ index X KEY... }}, {{ parseInt TEXT BASE BITS }}, {{ len X }}, parentheses with fields behind them,
/// literals, trim markers and comments. Control structures, variables and pipelines are not modelled.
namespace sim {

struct TemplateValue {
    enum class Kind { Text, Number, List, Map } kind = Kind::Text;
    std::string text;
    std::uint64_t number = 0;
    std::vector<TemplateValue> list;
    std::map<std::string, TemplateValue> members;
    bool strict = false;         ///< Map: a struct, so that a field it does not have is a fault and not "<no value>"
    bool complete = true;        ///< Map: false where the real struct has fields that are not modelled

    static TemplateValue ofText(std::string text);
    static TemplateValue ofNumber(std::uint64_t number);
    static TemplateValue ofTexts(const std::vector<std::string>& texts);
};

struct TemplateResult {
    enum class Kind {
        Rendered,
        Failed,      ///< Go would stop with an error as well
        NotModelled, ///< Go could render it
    } kind = Kind::Rendered;
    std::string text;
};

[[nodiscard]] TemplateResult renderTemplate(std::string_view source, const TemplateValue& data);

} // namespace sim
