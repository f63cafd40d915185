// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/kube/kubeconfig.h"

#include <QTest>

#include <string>

using namespace kube;
using base::ErrorCode;

namespace {

/// kubectl's own field order: the entry before its name.
const char* const complete = R"(apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==
    extensions:
    - extension: {audience: "prod", count: 007, on: yes}
      name: client.authentication.k8s.io/exec
    - extension: {provider: minikube.sigs.k8s.io}
      name: cluster_info
    server: https://api.example:6443
    tls-server-name: kubernetes
    proxy-url: socks5://proxy.example:1080
    disable-compression: true
  name: arn:aws:eks:eu-west-1:1234:cluster/prod
- cluster:
    certificate-authority: pki/ca.crt
    server: http://127.0.0.1:8001
    insecure-skip-tls-verify: false
  name: local
contexts:
- context: {cluster: arn:aws:eks:eu-west-1:1234:cluster/prod, namespace: 007, user: admin}
  name: prod
- context: {cluster: local}
  name: "proxy"
current-context: prod
kind: Config
preferences: {}
users:
- name: admin
  user:
    client-certificate: /etc/pki/admin.crt
    client-key: ../keys/admin.key
    token: 12345
    tokenFile: token
    as: root
    as-uid: 17
    as-groups: [a, b]
    as-user-extra: {scopes: [x, y]}
- name: plugin
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      command: ./bin/get-token
      args: [eks, 42, yes]
      env: [{name: AWS_PROFILE, value: prod}]
      installHint: |
        Install it.
      provideClusterInfo: yes
      interactiveMode: Never
- name: old
  user:
    auth-provider: {name: oidc, config: {client-id: x, idp-issuer-url: https://issuer.example}}
    username: u
    password: 0123
)";

QByteArray described(const base::Error& error)
{
    return QByteArray::fromStdString(error.subject + "|" + error.detail + "|" + std::to_string(error.where.line) + ":" + std::to_string(error.where.column));
}

} // namespace

class TestKubeconfig : public QObject {
    Q_OBJECT
private slots:
    void readsEveryField()
    {
        const auto config = parseKubeconfig(complete, "/home/u/.kube/config");
        QVERIFY2(config, config ? "" : config.error().detail.c_str());
        QCOMPARE(config->files, std::vector<std::string>{"/home/u/.kube/config"});
        QCOMPARE(config->currentContext, std::string("prod"));
        const KubeCluster& prod = config->clusters.at(0);
        QCOMPARE(prod.name, std::string("arn:aws:eks:eu-west-1:1234:cluster/prod"));
        QCOMPARE(prod.origin, std::string("/home/u/.kube/config"));
        QCOMPARE(prod.certificateAuthorityData, std::string("-----BEGIN CERTIFICATE-----\n"));
        QCOMPARE(prod.execExtension, std::string(R"({"audience":"prod","count":7,"true":true})")); // as kubectl's YAML has it
        QCOMPARE(prod.tlsServerName, std::string("kubernetes"));
        QCOMPARE(prod.proxyUrl, std::string("socks5://proxy.example:1080"));
        QVERIFY(prod.disableCompression && !prod.insecureSkipTlsVerify);
        QCOMPARE(config->clusters.at(1).certificateAuthorityFile, std::string("/home/u/.kube/pki/ca.crt"));
        QCOMPARE(config->contexts.at(0).nameSpace, std::string("007")); // the text exactly
        const KubeUser& admin = config->users.at(0);
        QCOMPARE(admin.clientCertificateFile, std::string("/etc/pki/admin.crt"));
        QCOMPARE(admin.clientKeyFile, std::string("/home/u/keys/admin.key"));
        QCOMPARE(admin.token, std::string("12345"));
        QCOMPARE(admin.tokenFile, std::string("/home/u/.kube/token"));
        QCOMPARE(admin.impersonateUid, std::string("17"));
        QCOMPARE(admin.impersonateGroups, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(admin.impersonateExtra.at("scopes"), (std::vector<std::string>{"x", "y"}));
        const ExecPlugin& exec = *config->users.at(1).exec;
        QCOMPARE(exec.command, std::string("/home/u/.kube/bin/get-token"));
        QCOMPARE(exec.arguments, (std::vector<std::string>{"eks", "42", "yes"}));
        QCOMPARE(exec.environment.at(0).second, std::string("prod"));
        QCOMPARE(exec.installHint, std::string("Install it.\n"));
        QVERIFY(exec.provideClusterInfo);
        const KubeUser& old = config->users.at(2);
        QCOMPARE(old.authProvider, std::string("oidc"));
        QCOMPARE(old.authProviderConfig.at("client-id"), std::string("x"));
        QCOMPARE(old.password, std::string("0123"));
    }

    void readsJson()
    {
        const std::string clusters = R"([{"name":"k","cluster":{"extensions":[{"name":"client.authentication.k8s.io/exec","extension":{"n":1.50}}]}}])";
        const auto config = parseKubeconfig("{\"clusters\":" + clusters + R"(,"users":null,"contexts":[{"context":{"cluster":"k"},"name":7}]})", "c.json");
        QVERIFY(config);
        QCOMPARE(config->clusters.at(0).execExtension, std::string(R"({"n":1.50})"));
        QCOMPARE(config->contexts.at(0).name, std::string("7"));
    }

    void toleratesWhatKubectlTolerates_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("contexts");
        QTest::newRow("empty") << QByteArray("") << 0;
        QTest::newRow("comment") << QByteArray("# nothing\n") << 0;
        QTest::newRow("null") << QByteArray("---\n~\n") << 0;
        QTest::newRow("nulls") << QByteArray("clusters: null\nusers:\ncontexts: []\n") << 0;
        QTest::newRow("unknown fields") << QByteArray("foo: {bar: [1]}\ncontexts: [{name: c, context: {x: 1}, y: 2}]\n") << 1;
        QTest::newRow("byte order mark, CRLF") << QByteArray("\xEF\xBB\xBFkind: Config\r\ncontexts:\r\n- name: c\r\n") << 1;
        QTest::newRow("only the first document") << QByteArray("contexts: [{name: c}]\n---\ncontexts: [{name: d}, {name: e}]\n") << 1;
        QTest::newRow("later documents may be broken") << QByteArray("contexts: [{name: c}]\n---\na: b: c\n") << 1;
        QTest::newRow("anchors") << QByteArray("contexts:\n- &a {name: c, context: &x {user: u}}\n- {name: d, context: *x}\n- {<<: *a, name: e}\n") << 3;
    }
    void toleratesWhatKubectlTolerates()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, contexts);
        const auto config = parseKubeconfig(text.toStdString(), "f");
        QVERIFY2(config, config ? "" : config.error().detail.c_str());
        QCOMPARE(config->contexts.size(), std::size_t(contexts));
        if (contexts == 3)
            QCOMPARE(config->contexts.at(1).user + config->contexts.at(2).user, std::string("uu"));
    }

    void faultsHaveAPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("expected"); // subject|detail|line:column
        const auto row = [](const char* name, const std::string& text, ErrorCode code, const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << static_cast<int>(code) << QByteArray(expected);
        };
        const auto shape = ErrorCode::KubeconfigWrongShape;
        row("server is a list", "clusters:\n- cluster:\n    server: [a]\n  name: k\n", shape, "cluster k|cluster.server: expected a string, found a list|3:13");
        row("clusters is a mapping", "clusters: {k: v}\n", shape, "f|clusters: expected a list, found an object|1:11");
        row("entry is a text", "users:\n- admin\n", shape, "users[0]|users[0]: expected an object, found a string|2:3");
        row("user is a text", "users:\n- name: u\n  user: admin\n", shape, "user u|user: expected an object, found a string|3:9");
        row("root is a list", "- a\n", shape, "f|: expected an object, found a list|1:1");
        row("root is a text", "hello", shape, "f|kind: missing, so this is no Kubernetes object|1:1");
        row("flag is a text", "clusters:\n- cluster: {insecure-skip-tls-verify: \"maybe\"}\n  name: k\n", shape,
            "cluster k|cluster.insecure-skip-tls-verify: expected a boolean, found a string|2:39");
        row("name twice", "contexts:\n- name: c\n- name: d\n- name: c\n", shape, "context c|name: stands twice in the list|4:3");
        row("PEM in data", "users:\n- user:\n    client-key-data: |\n      -----BEGIN RSA PRIVATE KEY-----\n      MIIE\n  name: u\n", shape,
            "user u|user.client-key-data: expected base64 of PEM text, found \"-----BEGIN ...\"|3:22");
        row("no base64", "clusters:\n- name: k\n  cluster: {certificate-authority-data: \"LS0t!\"}\n", shape,
            "cluster k|cluster.certificate-authority-data: expected base64, found \"illegal data at input byte 4\"|3:41");
        row("syntax", "clusters:\n- name: k\n   cluster: x\n", ErrorCode::YamlSyntax, "|illegal map value|3:11");
        row("tab", "clusters:\n\t- name: k\n", ErrorCode::YamlSyntax, "|illegal block entry|2:2");
        row("a comma", ",", ErrorCode::YamlSyntax, "|unexpected text behind a value|1:1"); // yaml-cpp sees empty documents for ever
        row("cut off", "clusters: [{name: k, ", ErrorCode::FileTruncated, "f|a mapping in braces|1:22");
        row("missing comma", "clusters: [{name: k cluster: {}}]\n", ErrorCode::YamlSyntax, "|end of map flow not found|1:28");
        row("cut off in quotes", "clusters:\n- name: \"k", ErrorCode::FileTruncated, "f|a quoted text|2:11");
        row("JSON", "{\"clusters\": [}", ErrorCode::JsonSyntax, "|expected a value|1:15");
        row("JSON cut off", "{\"clusters\": [", ErrorCode::FileTruncated, "f|clusters[0]|1:15");
        row("UTF-8", "clusters:\n- name: \xFF\n", ErrorCode::YamlSyntax, "|broken UTF-8|2:9");
        row("unknown alias", "clusters: *a\n", ErrorCode::YamlSyntax, "|the referenced anchor is not defined|1:11");
        row("alias in itself", "clusters: &a [*a]\n", ErrorCode::YamlSyntax, "|an alias stands inside the node that it names|1:15");
        row("too deep", "a: " + std::string(200, '[') + std::string(200, ']'), ErrorCode::YamlSyntax, "|nested deeper than 100 levels|1:103");
        row("too large", std::string((std::size_t{10} << 20) + 1, ' '), shape, "f|larger than 10 MiB|0:0");
    }
    void faultsHaveAPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(QByteArray, expected);
        const auto config = parseKubeconfig(text.toStdString(), "f");
        QVERIFY(!config);
        QCOMPARE(described(config.error()), expected);
        QCOMPARE(static_cast<int>(config.error().code), code);
        QCOMPARE(config.error().where.file, std::string("f"));
    }

    void aBombOfAliasesIsRefused()
    {
        std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 30; ++i) {
            bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
            for (int j = 0; j < 10; ++j)
                bomb += (j > 0 ? ", *a" : "*a") + std::to_string(i - 1);
            bomb += "]\n";
        }
        const auto config = parseKubeconfig(bomb, "f");
        QVERIFY(!config);
        QCOMPARE(config.error().code, ErrorCode::YamlSyntax);
        QVERIFY(config.error().detail.find("16 MiB") != std::string::npos);
    }

    void secretsStayOutOfErrors()
    {
        for (const char* text : {"users: [{name: u, user: {client-key-data: \"c2VjcmV0IQ!\"}}]", "users: [{name: u, user: {token: [secret]}}]"}) {
            const auto config = parseKubeconfig(text, "f");
            QVERIFY(!config);
            QVERIFY(config.error().detail.find("c2Vjc") == std::string::npos);
            QVERIFY(config.error().detail.find("secret") == std::string::npos);
        }
    }

    void resolvesPaths_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* file, const char* path, const char* expected) { QTest::addRow("%s %s", file, path) << QByteArray(file) << QByteArray(path) << QByteArray(expected); };
        row("/home/u/.kube/config", "ca.crt", "/home/u/.kube/ca.crt");
        row("/home/u/.kube/config", "./a/../ca.crt", "/home/u/.kube/ca.crt");
        row("/home/u/.kube/config", "../../../../ca.crt", "/../ca.crt");
        row("/home/u/.kube/config", "/etc/ca.crt", "/etc/ca.crt");
        row("/home/u/.kube/config", "~/ca.crt", "/home/u/.kube/~/ca.crt");
        row("/home/u/.kube/config", "C:\\\\pki\\\\ca.crt", "C:\\pki\\ca.crt");
        row("/config", "ca.crt", "/ca.crt");
        row("config", "ca.crt", "ca.crt");
        row("C:\\Users\\u\\.kube\\config", "pki\\\\ca.crt", "C:\\Users\\u\\.kube\\pki\\ca.crt");
        row("C:\\Users\\u\\.kube\\config", "..\\\\pki/ca.crt", "C:\\Users\\u\\pki\\ca.crt");
        row("C:\\Users\\u\\.kube\\config", "\\\\\\\\server\\\\ca.crt", "\\\\server\\ca.crt");
        row("\\\\server\\home\\config", "ca.crt", "\\\\server\\home\\ca.crt");
    }
    void resolvesPaths()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, expected);
        const auto config = parseKubeconfig("clusters: [{name: k, cluster: {certificate-authority: \"" + path.toStdString() + "\"}}]", file.toStdString());
        QVERIFY(config);
        QCOMPARE(QByteArray::fromStdString(config->clusters.at(0).certificateAuthorityFile), expected);
    }

    void commandsWithoutSeparatorAreLookedUp()
    {
        const auto command = [](const std::string& text, const std::string& file) {
            return parseKubeconfig("users: [{name: u, user: {exec: {command: '" + text + "'}}}]", file)->users.at(0).exec->command;
        };
        QCOMPARE(command("aws", "/k/config"), std::string("aws"));
        QCOMPARE(command("bin/aws", "/k/config"), std::string("/k/bin/aws"));
        QCOMPARE(command("bin\\aws", "/k/config"), std::string("bin\\aws"));
        QCOMPARE(command("bin\\aws", "C:\\k\\config"), std::string("C:\\k\\bin\\aws"));
        QCOMPARE(command("bin/aws", "C:\\k\\config"), std::string("bin/aws"));
    }

    void everyTruncationEndsWell()
    {
        const std::string whole = complete;
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const auto config = parseKubeconfig(whole.substr(0, length), "f");
            QVERIFY(config || !config.error().detail.empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestKubeconfig)
#include "tst_kubeconfig.moc"
