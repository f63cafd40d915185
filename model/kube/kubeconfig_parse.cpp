// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/kubeconfig.h"

#include "model/kube/base64.h"
#include "model/kube/document.h"
#include "model/kube/json_text.h"
#include "model/kube/kubeconfig_path.h"
#include "model/kube/yaml_json.h"
#include "model/kube/yaml_scalar.h"

#include <algorithm>
#include <utility>

namespace kube {

namespace {

constexpr std::size_t largestFile = std::size_t{10} << 20; // bytes; merged files of hundreds of clusters stay below 2 MB

/// Reads one kubeconfig from JSON. Scalars of any type are taken as texts where a text belongs (`name: 1234`).
class KubeconfigReader {
public:
    KubeconfigReader(Reading& reading, const std::string& fileName, Kubeconfig& config)
        : m_reading(reading), m_fileName(fileName), m_config(config)
    {
    }

    void read(JsonValue root)
    {
        m_reading.fields(root, [&](std::string_view key, JsonValue field) {
            if (key == "clusters")
                entries(field, "cluster", m_config.clusters, [this](auto value, KubeCluster& cluster) { readCluster(value, cluster); });
            else if (key == "users")
                entries(field, "user", m_config.users, [this](auto value, KubeUser& user) { readUser(value, user); });
            else if (key == "contexts")
                entries(field, "context", m_config.contexts, [this](auto value, KubeContext& context) { readContext(value, context); });
            else if (key == "current-context")
                m_config.currentContext = m_reading.looseText(field);
        });
    }

private:
    /// A list of {name: ..., <what>: {...}}.
    template <class Entry, class ReadEntry>
    void entries(JsonValue list, std::string_view what, std::vector<Entry>& found, ReadEntry readEntry)
    {
        m_reading.elements(list, [&](JsonValue element, std::size_t index) {
            const std::string place = std::string(what) + "s[" + std::to_string(index) + ']';
            m_reading.setSubject(place);
            const auto object = m_reading.object(element);
            if (!object)
                return;
            const auto outer = m_reading.enterObject(element);
            Entry entry;
            entry.origin = m_fileName;
            m_reading.fields(*object, [&](std::string_view key, JsonValue field) {
                if (key == "name")
                    entry.name = m_reading.looseText(field);
                else if (key == what)
                    readEntry(field, entry);
            });
            const bool isTwice = std::any_of(found.begin(), found.end(), [&](const Entry& known) { return known.name == entry.name; });
            if (isTwice)
                m_reading.wrong("name", "stands twice in the list");
            if (m_reading.failed()) {
                const std::string name = entry.name.empty() ? m_reading.lookUp(*object, {"name"}) : entry.name;
                m_reading.fault()->subject = name.empty() ? place : std::string(what) + ' ' + name;
                return;
            }
            m_reading.leaveObject(outer);
            found.push_back(std::move(entry));
        });
        m_reading.setSubject({});
    }

    [[nodiscard]] std::string path(JsonValue field) { return resolvePath(m_reading.looseText(field), m_fileName); }

    /// The text that a base64 field holds.
    [[nodiscard]] std::string decoded(JsonValue field)
    {
        const std::string_view text = m_reading.looseText(field);
        if (text.find("-----BEGIN") != std::string_view::npos) {
            m_reading.expectedText(field, "base64 of PEM text", "-----BEGIN ...");
            return {};
        }
        auto bytes = decodeBase64(text);
        if (bytes)
            return *std::move(bytes);
        // Not the text itself: it may be a private key.
        m_reading.expectedText(field, "base64", "illegal data at input byte " + std::to_string(bytes.error()));
        return {};
    }

    /// A boolean, also spelled as YAML 1.1 has it (yes, on); a quoted "true" is a string, which kubectl refuses too.
    [[nodiscard]] bool flag(JsonValue field)
    {
        simdjson::ondemand::json_type type{};
        if (field.type().get(type) != simdjson::SUCCESS || type != simdjson::ondemand::json_type::string)
            return m_reading.boolean(field);
        const std::string_view text = m_reading.text(field);
        const PlainScalar plain = resolvePlainScalar(text);
        if (plain.type == ScalarType::Boolean && text != "true" && text != "false")
            return plain.json == "true";
        m_reading.expected(field, "a boolean");
        return false;
    }

    [[nodiscard]] std::vector<std::string> texts(JsonValue list)
    {
        std::vector<std::string> found;
        m_reading.elements(list, [&](JsonValue element, std::size_t) { found.emplace_back(m_reading.looseText(element)); });
        return found;
    }

    void readContext(JsonValue value, KubeContext& context)
    {
        m_reading.fields(value, [&](std::string_view key, JsonValue field) {
            if (key == "cluster")
                context.cluster = m_reading.looseText(field);
            else if (key == "user")
                context.user = m_reading.looseText(field);
            else if (key == "namespace")
                context.nameSpace = m_reading.looseText(field);
        });
    }

    void readCluster(JsonValue value, KubeCluster& cluster)
    {
        m_reading.fields(value, [&](std::string_view key, JsonValue field) {
            if (key == "server")
                cluster.server = m_reading.looseText(field);
            else if (key == "certificate-authority")
                cluster.certificateAuthorityFile = path(field);
            else if (key == "certificate-authority-data")
                cluster.certificateAuthorityData = decoded(field);
            else if (key == "insecure-skip-tls-verify")
                cluster.insecureSkipTlsVerify = flag(field);
            else if (key == "tls-server-name")
                cluster.tlsServerName = m_reading.looseText(field);
            else if (key == "proxy-url")
                cluster.proxyUrl = m_reading.looseText(field);
            else if (key == "disable-compression")
                cluster.disableCompression = flag(field);
            else if (key == "extensions")
                cluster.execExtension = readExecExtension(field);
        });
    }

    [[nodiscard]] std::string readExecExtension(JsonValue list)
    {
        std::string found;
        m_reading.elements(list, [&](JsonValue element, std::size_t) {
            std::string_view name;
            std::string json;
            m_reading.fields(element, [&](std::string_view key, JsonValue field) {
                if (key == "name")
                    name = m_reading.looseText(field);
                else if (key == "extension")
                    json = m_reading.rawJson(field);
            });
            if (name == "client.authentication.k8s.io/exec")
                found = std::move(json);
        });
        return found;
    }

    void readUser(JsonValue value, KubeUser& user)
    {
        m_reading.fields(value, [&](std::string_view key, JsonValue field) {
            if (key == "client-certificate")
                user.clientCertificateFile = path(field);
            else if (key == "client-certificate-data")
                user.clientCertificateData = decoded(field);
            else if (key == "client-key")
                user.clientKeyFile = path(field);
            else if (key == "client-key-data")
                user.clientKeyData = decoded(field);
            else if (key == "token")
                user.token = m_reading.looseText(field);
            else if (key == "tokenFile")
                user.tokenFile = path(field);
            else if (key == "username")
                user.username = m_reading.looseText(field);
            else if (key == "password")
                user.password = m_reading.looseText(field);
            else if (key == "exec" && !m_reading.isNull(field))
                readExec(field, user.exec.emplace());
            else if (key == "auth-provider")
                readAuthProvider(field, user);
            else
                readImpersonation(key, field, user);
        });
    }

    void readImpersonation(std::string_view key, JsonValue field, KubeUser& user)
    {
        if (key == "as")
            user.impersonate = m_reading.looseText(field);
        else if (key == "as-uid")
            user.impersonateUid = m_reading.looseText(field);
        else if (key == "as-groups")
            user.impersonateGroups = texts(field);
        else if (key == "as-user-extra")
            m_reading.fields(field, [&](std::string_view name, JsonValue values) { user.impersonateExtra[std::string(name)] = texts(values); });
    }

    void readAuthProvider(JsonValue value, KubeUser& user)
    {
        m_reading.fields(value, [&](std::string_view key, JsonValue field) {
            if (key == "name")
                user.authProvider = m_reading.looseText(field);
            else if (key == "config")
                m_reading.fields(field, [&](std::string_view name, JsonValue text) {
                    user.authProviderConfig[std::string(name)] = m_reading.looseText(text);
                });
        });
    }

    void readExec(JsonValue value, ExecPlugin& exec)
    {
        m_reading.fields(value, [&](std::string_view key, JsonValue field) {
            if (key == "apiVersion")
                exec.apiVersion = m_reading.looseText(field);
            else if (key == "command")
                exec.command = resolveCommand(m_reading.looseText(field), m_fileName);
            else if (key == "args")
                exec.arguments = texts(field);
            else if (key == "env")
                exec.environment = readEnvironment(field);
            else if (key == "installHint")
                exec.installHint = m_reading.looseText(field);
            else if (key == "provideClusterInfo")
                exec.provideClusterInfo = flag(field);
            else if (key == "interactiveMode")
                exec.interactiveMode = m_reading.looseText(field);
        });
    }

    [[nodiscard]] std::vector<std::pair<std::string, std::string>> readEnvironment(JsonValue list)
    {
        std::vector<std::pair<std::string, std::string>> found;
        m_reading.elements(list, [&](JsonValue element, std::size_t) {
            auto& variable = found.emplace_back();
            m_reading.fields(element, [&](std::string_view key, JsonValue field) {
                if (key == "name")
                    variable.first = m_reading.looseText(field);
                else if (key == "value")
                    variable.second = m_reading.looseText(field);
            });
        });
        return found;
    }

    Reading& m_reading;
    const std::string& m_fileName;
    Kubeconfig& m_config;
};

/// Faults of shape get the kubeconfig's own code.
base::Error kubeconfigError(const Reading::Fault& fault, std::string_view json, const std::string& fileName)
{
    base::Error error = errorOf(fault, json, fileName);
    if (error.code == base::ErrorCode::ObjectWrongShape)
        error.code = base::ErrorCode::KubeconfigWrongShape;
    if (error.subject.empty())
        error.subject = fileName;
    return error;
}

std::optional<Reading::Fault> readRoot(std::string_view json, const std::string& fileName, Kubeconfig& config)
{
    base::Strings strings; // Reading wants one; a kubeconfig's texts are not interned
    return DocumentReader(strings).visit(json, [&](Reading& reading, JsonValue root) { KubeconfigReader(reading, fileName, config).read(root); });
}

base::Result<void> readKubeconfigJson(std::string text, const std::string& fileName, Kubeconfig& config)
{
    std::vector<std::string_view> documents;
    const std::size_t length = text.size();
    text.append(simdjson::SIMDJSON_PADDING, '\0');
    const std::string_view json = std::string_view(text).substr(0, length);
    if (const auto fault = checkJson(json, &documents)) {
        const auto code = fault->atEnd ? base::ErrorCode::FileTruncated : base::ErrorCode::JsonSyntax;
        return base::fail(code, fault->atEnd ? fileName : "", fault->message, positionAt(json, fault->offset, fileName));
    }
    const std::string_view document = json.substr(0, static_cast<std::size_t>(documents[0].data() - json.data()) + documents[0].size());
    if (const auto fault = readRoot(document, fileName, config))
        return tl::unexpected(kubeconfigError(*fault, document, fileName));
    return {};
}

base::Result<void> readKubeconfigYaml(std::string_view text, const std::string& fileName, Kubeconfig& config)
{
    bool isFirst = true, isRead = false; // kubectl reads the first document only
    const YamlOptions options{.fileName = fileName, .split = YamlSplit::Nothing, .scalars = YamlScalars::Loose};
    const auto done = transcodeYaml(text, options, [&](JsonFromYaml& yaml, YamlPart) -> base::Result<void> {
        if (!std::exchange(isFirst, false) || yaml.text == "null" || yaml.text.empty())
            return {};
        const std::size_t length = yaml.text.size();
        yaml.text.append(simdjson::SIMDJSON_PADDING, '\0');
        const std::string_view json = std::string_view(yaml.text).substr(0, length);
        const auto fault = readRoot(json, fileName, config);
        isRead = !fault;
        if (isRead)
            return {};
        base::Error error = kubeconfigError(*fault, json, fileName);
        error.where = yaml.positionOf(fault->offset, fileName);
        return tl::unexpected(std::move(error));
    });
    return isRead ? base::Result<void>{} : done;
}

} // namespace

base::Result<Kubeconfig> parseKubeconfig(std::string_view text, const std::string& fileName)
{
    if (text.size() > largestFile)
        return base::fail(base::ErrorCode::KubeconfigWrongShape, fileName, "larger than 10 MiB", {fileName, 0, 0});
    Kubeconfig config;
    config.files.push_back(fileName);
    std::string utf8 = toUtf8(text);
    const std::size_t first = utf8.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return config; // as kubectl: an empty file is an empty kubeconfig
    if (const auto broken = findBrokenUtf8(utf8))
        return base::fail(base::ErrorCode::YamlSyntax, {}, "broken UTF-8", positionAt(utf8, *broken, fileName));
    const auto done = utf8[first] == '{' ? readKubeconfigJson(std::move(utf8), fileName, config) : readKubeconfigYaml(utf8, fileName, config);
    if (!done)
        return tl::unexpected(done.error());
    return config;
}

} // namespace kube
