// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "app/cli/commands.h"

#include "model/film/svg.h"
#include "model/film/trace_json.h"
#include "model/film/trace_text.h"
#include "model/sim/simulate.h"

namespace app::cli {

base::Result<void> printResolvConf(const Options& options, const sim::DnsSetup& setup, const Print& print)
{
    const auto resolvConf = sim::resolvConfOfPod(setup, options.podScope, options.pod);
    if (!resolvConf)
        return tl::unexpected(resolvConf.error());
    print(QByteArray::fromStdString(dns::toString(resolvConf->resolvConf)));
    return {};
}

base::Result<void> printTrace(const Options& options, const sim::DnsSetup& setup, const Print& print)
{
    sim::Query query{.scope = options.podScope, .pod = options.pod, .node = options.node, .name = {options.name}, .types = options.types,
                     .resolver = options.resolver};
    if (!options.from.empty())
        query.from = options.from == "coredns" ? sim::Query::From::CoreDns : sim::Query::From::NodeCache;
    std::vector<base::Instant> starts;
    for (const std::chrono::nanoseconds at : options.at)
        starts.emplace_back(at);
    const auto simulation = sim::simulate(query, setup, {}, starts, {.seed = options.seed});
    if (!simulation)
        return tl::unexpected(simulation.error());
    const sim::Trace& trace = simulation->trace;
    if (options.format == "json")
        print(film::traceJsonText(trace));
    else if (options.format == "mermaid")
        print(film::traceMermaid(trace).toUtf8());
    else if (options.format == "svg")
        print(film::traceSvg(trace).toUtf8());
    else
        print(film::traceText(trace).toUtf8());
    return {};
}

} // namespace app::cli
