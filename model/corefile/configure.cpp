// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// From server blocks to typed servers, in the steps of CoreDNS's start, because the first fault is the one it reports: grammar and
// unknown directives, then keys, then plugin by plugin in execution order over all blocks, then listeners.
#include "model/corefile/configuration.h"
#include "model/corefile/listeners.h"
#include "model/corefile/parser.h"
#include "model/corefile/setup.h"
#include "model/corefile/upstreams.h"

#include <algorithm>
#include <array>

namespace corefile {
namespace {

struct Entry {
    std::string_view plugin;
    SetupFunction setUp;
};

constexpr std::array<Entry, 22> modelled{{
    {"cache", setUpCache},
    {"forward", setUpForward},
    {"kubernetes", setUpKubernetes},
    {"k8s_external", setUpK8sExternal},
    {"rewrite", setUpRewrite},
    {"template", setUpTemplate},
    {"hosts", setUpHosts},
    {"file", setUpFile},
    {"autopath", setUpAutopath},
    {"transfer", setUpTransfer},
    {"acl", setUpAcl},
    {"loadbalance", setUpLoadBalance},
    {"dns64", setUpDns64},
    {"header", setUpHeader},
    {"log", setUpLog},
    {"bind", setUpBind},
    {"minimal", setUpMinimal},
    {"any", setUpAny},
    {"whoami", setUpWhoami},
    {"local", setUpLocal},
    {"loop", setUpLoop},
    {"bufsize", setUpBufsize},
}};

SetupFunction setupOf(std::string_view plugin)
{
    for (const Entry& entry : modelled) {
        if (entry.plugin == plugin)
            return entry.setUp;
    }
    return neutralSetup(plugin);
}

std::vector<const Directive*> directivesOf(const ServerBlock& block, std::string_view name)
{
    std::vector<const Directive*> found;
    for (const Directive& directive : block.directives) {
        if (directive.name == name)
            found.push_back(&directive);
    }
    return found;
}

/// The text of the first line, without an opening brace at its end.
std::string firstLine(const Directive& directive)
{
    std::string text = directive.name;
    for (const std::string& word : directive.arguments())
        text += ' ' + word;
    return text;
}

Plugin pluginOf(const Directive& directive, PluginConfig config)
{
    const base::Position where = directive.tokens.empty() ? base::Position{} : base::Position{directive.tokens[0].file, directive.tokens[0].line, 0};
    return Plugin{directive.name, where, firstLine(directive), std::move(config)};
}

std::vector<Token> tokensOf(const std::vector<const Directive*>& directives)
{
    std::vector<Token> tokens;
    for (const Directive* directive : directives)
        tokens.insert(tokens.end(), directive->tokens.begin(), directive->tokens.end());
    return tokens;
}

/// Several forward lines become several plugins, chained in file order; before 1.9.4 there is one.
base::Result<std::vector<Plugin>> setUpForwards(Dispenser& dispenser, const std::vector<const Directive*>& directives, const SetupContext& context)
{
    std::vector<Plugin> plugins;
    while (dispenser.next()) {
        if (!plugins.empty() && context.version < Version{1, 9, 4})
            dispenser.failOnce();
        // A stanza more than there are lines comes of a brace on a line of its own; its setup has failed by then.
        const Directive& directive = *directives[std::min(plugins.size(), directives.size() - 1)];
        plugins.push_back(pluginOf(directive, setUpForward(dispenser, context)));
    }
    for (const Plugin& plugin : plugins) {
        if (const std::string fault = upstreamCountFault(std::get<ForwardConfig>(plugin.config), context.version); !fault.empty())
            dispenser.fail(fault);
    }
    if (dispenser.error())
        return tl::unexpected(*dispenser.error());
    return plugins;
}

/// All lines of one plugin in one block, handed to its setup once.
base::Result<std::vector<Plugin>> setUp(const std::vector<const Directive*>& directives, const SetupContext& context)
{
    const std::string& name = directives.front()->name;
    Dispenser dispenser(name, tokensOf(directives));
    if (name == "forward")
        return setUpForwards(dispenser, directives, context);
    const SetupFunction function = setupOf(name);
    PluginConfig config = function ? function(dispenser, context) : PluginConfig(UnmodelledConfig{});
    if (dispenser.error())
        return tl::unexpected(*dispenser.error());
    std::vector<Plugin> plugins;
    plugins.push_back(pluginOf(*directives.front(), std::move(config)));
    return plugins;
}

std::string rootOf(const ServerBlock& block)
{
    std::string root;
    for (const Directive* directive : directivesOf(block, "root")) {
        const std::vector<std::string> words = directive->arguments();
        root = words.empty() ? root : words.front();
    }
    return root;
}

class Configurator {
public:
    Configurator(const ConfigureOptions& options, std::vector<ServerBlock> blocks) : m_options(options), m_blocks(std::move(blocks)) {}

    base::Result<Configuration> configure()
    {
        m_result.version = m_options.version;
        m_result.build = m_options.build;
        std::optional<base::Error> fault = readKeys();
        if (!fault)
            fault = setUpPlugins();
        if (!fault)
            fault = m_listenFault;
        if (!fault)
            fault = checkListeners();
        if (fault)
            return tl::unexpected(*fault);
        return std::move(m_result);
    }

private:
    std::optional<base::Error> readKeys()
    {
        for (const ServerBlock& block : m_blocks) {
            Server server;
            server.where = block.where;
            server.index = m_result.servers.size();
            for (const std::string& text : block.keys) {
                if (std::optional<base::Error> fault = readKey(text, server))
                    return fault;
            }
            for (const Directive& directive : block.directives)
                server.fileOrder.push_back(directive.name);
            m_result.servers.push_back(std::move(server));
        }
        return std::nullopt;
    }

    /// A zone that is none is found at once, a port or a scheme that nobody can listen on only when the listeners are made.
    std::optional<base::Error> readKey(const std::string& text, Server& server)
    {
        base::Result<std::vector<ServerKey>> keys = normalizeKey(text);
        if (keys) {
            server.keys.insert(server.keys.end(), keys->begin(), keys->end());
            return std::nullopt;
        }
        keys.error().where = server.where;
        const Parsed<ZonesPort> split = splitZonesPort(splitScheme(text).rest);
        if (!split)
            return keys.error();
        for (const dns::Name& zone : split->zones)
            server.keys.push_back({Transport::Dns, zone, 0});
        if (!m_listenFault)
            m_listenFault = keys.error();
        return std::nullopt;
    }

    std::optional<base::Error> setUpPlugins()
    {
        const std::vector<std::string>& compiledIn = pluginOrder(m_options.version, m_options.build);
        for (const std::string& name : pluginOrder(m_options.version)) {
            for (std::size_t i = 0; i < m_blocks.size(); ++i) {
                const std::vector<const Directive*> directives = directivesOf(m_blocks[i], name);
                if (directives.empty())
                    continue;
                if (std::find(compiledIn.begin(), compiledIn.end(), name) == compiledIn.end()) {
                    const Token& token = directives.front()->tokens.front();
                    return base::Error{base::ErrorCode::CorefilePlugin, name,
                                       "no action found for directive '" + name + "' with server type 'dns' (missing a plugin?)",
                                       {token.file, token.line, 0}};
                }
                if (std::optional<base::Error> fault = setUpIn(m_blocks[i], m_result.servers[i], directives))
                    return fault;
            }
        }
        return std::nullopt;
    }

    std::optional<base::Error> setUpIn(const ServerBlock& block, Server& server, const std::vector<const Directive*>& directives) const
    {
        Zones zones;
        for (const ServerKey& key : server.keys)
            zones.push_back(key.zone);
        const SetupContext context{m_options.version, zones, m_options.systemFiles, rootOf(block)};
        base::Result<std::vector<Plugin>> plugins = setUp(directives, context);
        if (!plugins)
            return plugins.error();
        for (Plugin& plugin : *plugins) {
            if (const auto* bind = std::get_if<BindConfig>(&plugin.config))
                server.bindAddresses = bind->addresses;
            server.chain.push_back(std::move(plugin));
        }
        return std::nullopt;
    }

    std::optional<base::Error> checkListeners() const
    {
        OverlapChecker checker;
        for (const Server& server : m_result.servers) {
            const std::vector<std::string> addresses = server.bindAddresses.empty() ? std::vector<std::string>{""} : server.bindAddresses;
            const bool isFiltered = std::any_of(server.chain.begin(), server.chain.end(), [](const Plugin& plugin) { return plugin.name == "view"; });
            for (const ServerKey& key : server.keys) {
                for (const std::string& address : addresses) {
                    const ZoneListener listener{key, address};
                    const OverlapChecker::Verdict verdict = checker.add(listener, isFiltered);
                    if (verdict.clash == Clash::None)
                        continue;
                    const std::string detail = verdict.clash == Clash::Duplicate
                        ? " - it is already defined"
                        : " - zone overlap listener capacity with " + toString(*verdict.other);
                    return base::Error{base::ErrorCode::CorefileSyntax, toString(key), "cannot serve " + toString(listener) + detail, server.where};
                }
            }
        }
        return std::nullopt;
    }

    const ConfigureOptions& m_options;
    std::vector<ServerBlock> m_blocks;
    Configuration m_result;
    std::optional<base::Error> m_listenFault;
};

} // namespace

base::Result<Configuration> configure(std::string_view corefile, const ConfigureOptions& options)
{
    base::Result<std::vector<ServerBlock>> blocks = parseKnowing(corefile, options.parse, &pluginOrder(options.version));
    if (!blocks)
        return tl::unexpected(blocks.error());
    return Configurator(options, std::move(*blocks)).configure();
}

base::Result<PluginConfig> setUpPlugin(const std::vector<Directive>& directives, const Zones& blockZones, const ConfigureOptions& options)
{
    if (directives.empty())
        return UnmodelledConfig{};
    std::vector<const Directive*> pointers;
    for (const Directive& directive : directives)
        pointers.push_back(&directive);
    base::Result<std::vector<Plugin>> plugins = setUp(pointers, SetupContext{options.version, blockZones, options.systemFiles, {}});
    if (!plugins)
        return tl::unexpected(plugins.error());
    if (plugins->empty())
        return UnmodelledConfig{};
    return std::move(plugins->front().config);
}

} // namespace corefile
