// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/kubeconfig.h"

#include <QTest>

#include <map>
#include <string>

using namespace kube;
using base::ErrorCode;

namespace {

/// One context "c" with what is put in place of the three words.
std::string withParts(std::string cluster, std::string user, const std::string& context = "cluster: k, user: u")
{
    return "current-context: c\nclusters: [{name: k, cluster: {" + cluster + "}}]\nusers: [{name: u, user: {" + user + "}}]\ncontexts: [{name: c, context: {" + context + "}}]\n";
}

KubeconfigEnvironment environmentOf(std::map<std::string, std::string> variables, std::map<std::string, std::string> files, bool windows = false)
{
    return {[variables](const std::string& name) -> std::optional<std::string> {
                const auto found = variables.find(name);
                return found == variables.end() ? std::nullopt : std::optional(found->second);
            },
            [files](const std::string& path) -> base::Result<std::string> {
                const auto found = files.find(path);
                if (found == files.end())
                    return base::fail(ErrorCode::FileNotFound, path);
                if (found->second == "unreadable")
                    return base::fail(ErrorCode::FileUnreadable, path, "Permission denied");
                return found->second;
            },
            windows};
}

std::string joined(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts)
        all.append(all.empty() ? "" : "|").append(text);
    return all;
}

} // namespace

class TestKubeconfigContext : public QObject {
    Q_OBJECT
private slots:
    void theFirstFileWins()
    {
        const auto file = [](const char* text, const char* name) { return *parseKubeconfig(text, name); };
        const Kubeconfig merged = mergeKubeconfigs({file("clusters: [{name: k, cluster: {server: one}}]\ncontexts: [{name: c}]", "a"),
                                                    file("current-context: c2\nclusters: [{name: k, cluster: {server: two, tls-server-name: x}}, {name: l}]", "b"),
                                                    file("current-context: c3\nusers: [{name: u}]", "c")});
        QCOMPARE(joined(merged.files), std::string("a|b|c"));
        QCOMPARE(merged.currentContext, std::string("c2"));
        QCOMPARE(merged.clusters.size(), std::size_t{2});
        QCOMPARE(merged.clusters[0].server, std::string("one"));
        QCOMPARE(merged.clusters[0].tlsServerName, std::string()); // the whole entry, not field by field
        QCOMPARE(merged.clusters[1].origin, std::string("b"));
        QCOMPARE(merged.users.size(), std::size_t{1});
    }

    void findsTheFiles()
    {
        using Map = std::map<std::string, std::string>;
        const auto paths = [](Map variables, Map files = {}, bool windows = false, const std::string& wanted = {}) {
            return joined(kubeconfigPaths(environmentOf(std::move(variables), std::move(files), windows), wanted));
        };
        QCOMPARE(paths({{"HOME", "/home/u"}}), std::string("/home/u/.kube/config"));
        QCOMPARE(paths({}), std::string());
        QCOMPARE(paths({{"HOME", "/home/u"}, {"KUBECONFIG", "a::b:a:~/c"}}), std::string("a|b|~/c"));
        QCOMPARE(paths({{"HOME", "/home/u"}, {"KUBECONFIG", ""}}), std::string("/home/u/.kube/config"));
        QCOMPARE(paths({{"KUBECONFIG", "a"}}, {}, false, "x"), std::string("x"));
        QCOMPARE(paths({{"KUBECONFIG", "C:\\a;\"C:\\b;c\";C:\\a"}}, {}, true), std::string("C:\\a|C:\\b;c"));
        const Map homes{{"HOME", "C:\\h"}, {"HOMEDRIVE", "D:"}, {"HOMEPATH", "\\p"}, {"USERPROFILE", "C:\\u"}};
        QCOMPARE(paths(homes, {}, true), std::string("C:\\h\\.kube\\config"));
        QCOMPARE(paths(homes, {{"C:\\u\\.kube\\config", ""}}, true), std::string("C:\\u\\.kube\\config"));
        QCOMPARE(paths(homes, {{"C:\\u\\.kube\\config", ""}, {"D:\\p\\.kube\\config", ""}}, true), std::string("D:\\p\\.kube\\config"));
        QCOMPARE(paths({{"HOMEPATH", "\\p"}, {"HOMEDRIVE", "D:"}, {"USERPROFILE", "C:\\u"}}, {}, true), std::string("C:\\u\\.kube\\config"));
    }

    void loadsWhatReads()
    {
        const auto environment = environmentOf({{"KUBECONFIG", "a:missing:b:c"}}, {{"a", "contexts: [{name: c}]"}, {"b", "contexts: 7"}, {"c", "unreadable"}});
        const auto config = loadKubeconfig(environment, {});
        QVERIFY(config);
        QCOMPARE(joined(config->files), std::string("a"));
        QCOMPARE(config->brokenFiles.size(), std::size_t{2});
        QCOMPARE(config->brokenFiles[0].code, ErrorCode::KubeconfigWrongShape);
        QCOMPARE(config->brokenFiles[0].where.file, std::string("b"));
        QCOMPARE(config->brokenFiles[1].code, ErrorCode::FileUnreadable);
    }

    void saysWhyNothingLoads()
    {
        QCOMPARE(loadKubeconfig(environmentOf({}, {}), {}).error().code, ErrorCode::NoKubeconfig);
        const auto missing = loadKubeconfig(environmentOf({{"KUBECONFIG", "a:b"}}, {}), {});
        QCOMPARE(missing.error(), (base::Error{ErrorCode::NoKubeconfig, "a, b", {}, {}}));
        QCOMPARE(loadKubeconfig(environmentOf({}, {}), "x").error().code, ErrorCode::FileNotFound);
        QCOMPARE(loadKubeconfig(environmentOf({}, {{"x", "contexts: 7"}}), "x").error().code, ErrorCode::KubeconfigWrongShape);
        const auto twoBroken = loadKubeconfig(environmentOf({{"KUBECONFIG", "a:b"}}, {{"a", "[]"}, {"b", "- 1"}}), {});
        QCOMPARE(twoBroken->brokenFiles.size(), std::size_t{2});
    }

    void resolvesContexts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("context");
        QTest::addColumn<int>("code"); // -1: resolves
        QTest::addColumn<QByteArray>("expected"); // subject|detail, or server|namespace|user
        const auto row = [](const char* name, const std::string& text, int code, const char* expected, const char* context = "") {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(context) << code << QByteArray(expected);
        };
        const auto code = [](ErrorCode value) { return static_cast<int>(value); };
        const int ca = code(ErrorCode::CaUnusable), credential = code(ErrorCode::CredentialUnusable);
        row("plain", withParts("server: https://a", "token: t"), -1, "https://a|default|u");
        row("namespace", withParts("server: https://a", "token: t", "cluster: k, user: u, namespace: shop"), -1, "https://a|shop|u");
        row("by name", withParts("server: https://a", ""), -1, "https://a|default|u", "c");
        row("anonymous", withParts("server: http://127.0.0.1:8001", "", "cluster: k"), -1, "http://127.0.0.1:8001|default|");
        row("certificate and token", withParts("server: https://a", "token: t, client-certificate: a, client-key: b"), -1, "https://a|default|u");
        row("no current context", "contexts: [{name: c}]", code(ErrorCode::NoCurrentContext), "f|");
        row("missing context", withParts("server: a", ""), code(ErrorCode::ContextNotFound), "x|", "x");
        row("current context missing", "current-context: y", code(ErrorCode::ContextNotFound), "y|");
        row("missing cluster", withParts("server: a", "", "cluster: z, user: u"), code(ErrorCode::ClusterNotFound), "z|c");
        row("no cluster", withParts("server: a", "", "user: u"), code(ErrorCode::ClusterNotFound), "|c");
        row("missing user", withParts("server: a", "", "cluster: k, user: z"), code(ErrorCode::UserNotFound), "z|c");
        row("no server", withParts("tls-server-name: x", ""), code(ErrorCode::NoServer), "k|");
        row("two CAs", withParts("server: a, certificate-authority: x, certificate-authority-data: LS0tLS1CRUdJTi0=", ""), ca,
            "k|certificate-authority-data and certificate-authority are both specified");
        row("CA and insecure", withParts("server: a, certificate-authority: x, insecure-skip-tls-verify: true", ""), ca,
            "k|specifying a root certificates file with the insecure flag is not allowed");
        row("CA is no PEM", withParts("server: a, certificate-authority-data: aGVsbG8=", ""), ca, "k|certificate-authority-data holds no PEM certificate");
        row("two methods", withParts("server: a", "token: t, username: u"), credential,
            "u|more than one authentication method found; found [token basicAuth], only one is allowed");
        row("certificate without key", withParts("server: a", "client-certificate: x"), credential,
            "u|client-key-data or client-key must be specified to use the clientCert authentication method");
        row("two certificates", withParts("server: a", "client-certificate: x, client-certificate-data: eA==, client-key: y"), credential,
            "u|client-certificate-data and client-certificate are both specified");
        row("two keys", withParts("server: a", "client-certificate: x, client-key-data: eA==, client-key: y"), credential,
            "u|client-key-data and client-key are both specified");
        row("exec without command", withParts("server: a", "exec: {apiVersion: client.authentication.k8s.io/v1}"), credential,
            "u|command must be specified to use exec authentication plugin");
        row("exec without version", withParts("server: a", "exec: {command: x}"), credential, "u|apiVersion must be specified to use exec authentication plugin");
        row("exec alpha", withParts("server: a", "exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}"), credential,
            "u|exec plugin: invalid apiVersion \"client.authentication.k8s.io/v1alpha1\"");
        row("exec v1 needs a mode", withParts("server: a", "exec: {command: x, apiVersion: client.authentication.k8s.io/v1}"), credential,
            "u|interactiveMode must be specified to use exec authentication plugin");
        row("exec beta needs none", withParts("server: a", "exec: {command: x, apiVersion: client.authentication.k8s.io/v1beta1}"), -1, "a|default|u");
        row("exec mode", withParts("server: a", "exec: {command: x, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Maybe}"), credential,
            "u|invalid interactiveMode: \"Maybe\"");
        row("exec environment", withParts("server: a", "exec: {command: x, apiVersion: client.authentication.k8s.io/v1beta1, env: [{value: y}]}"), credential,
            "u|env variable name must be specified to use exec authentication plugin");
        row("exec and provider", withParts("server: a", "exec: {command: x}, auth-provider: {name: oidc}"), credential,
            "u|authProvider cannot be provided in combination with an exec plugin");
        row("gcp", withParts("server: a", "auth-provider: {name: gcp}"), credential, "u|the gcp auth plugin has been removed, use the gke-gcloud-auth-plugin");
        row("unknown provider", withParts("server: a", "auth-provider: {name: x}"), credential, "u|no Auth Provider found for name \"x\"");
        row("groups without a user", withParts("server: a", "as-groups: [x]"), credential, "u|requesting uid, groups or user-extra without impersonating a user");
    }
    void resolvesContexts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, context);
        QFETCH(int, code);
        QFETCH(QByteArray, expected);
        const auto resolved = resolveContext(*parseKubeconfig(text.toStdString(), "f"), context.toStdString());
        if (resolved) {
            QCOMPARE(code, -1);
            QCOMPARE(QByteArray::fromStdString(resolved->cluster.server + "|" + resolved->context.nameSpace + "|" + resolved->user.name), expected);
        } else {
            QCOMPARE(QByteArray::fromStdString(resolved.error().subject + "|" + resolved.error().detail), expected);
            QCOMPARE(static_cast<int>(resolved.error().code), code);
        }
    }
};

QTEST_APPLESS_MAIN(TestKubeconfigContext)
#include "tst_kubeconfig_context.moc"
