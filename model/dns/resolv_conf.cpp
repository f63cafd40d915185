// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/dns/resolv_conf.h"

namespace dns {

std::string toString(const ResolvConf& resolvConf)
{
    std::string text;
    if (!resolvConf.searches.empty()) {
        text += "search";
        for (const std::string& search : resolvConf.searches)
            text.append(" ").append(search);
        text += '\n';
    }
    for (const std::string& nameserver : resolvConf.nameservers)
        text.append("nameserver ").append(nameserver).append("\n");
    if (!resolvConf.options.empty()) {
        text += "options";
        for (const auto& [name, value] : resolvConf.options) {
            text.append(" ").append(name);
            if (value)
                text.append(":").append(*value);
        }
        text += '\n';
    }
    return text;
}

} // namespace dns
