// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/errors.h"

#include "model/words/text.h"

#include <QCoreApplication>

#include <iterator>

namespace words {

namespace {

using base::ErrorCode;

/// What is said about an error. %1 is its subject, %2 its detail; nullptr: nothing to say.
struct ErrorRow {
    ErrorCode code;
    const char* fault;
    const char* remedy;
    /// For errors without a position: the part of the world that the message is about. nullptr: the subject itself.
    const char* place;
};

// clang-format off
constexpr ErrorRow rows[] = {
    {ErrorCode::FileNotFound, QT_TRANSLATE_NOOP("Errors", "there is no such file"),
     QT_TRANSLATE_NOOP("Errors", "check the path"), nullptr},
    //: %2: the system's reason
    {ErrorCode::FileUnreadable, QT_TRANSLATE_NOOP("Errors", "it cannot be read (%2)"),
     QT_TRANSLATE_NOOP("Errors", "check the path and its permissions"), nullptr},
    {ErrorCode::FileEmpty, QT_TRANSLATE_NOOP("Errors", "the file is empty"),
     QT_TRANSLATE_NOOP("Errors", "give a file with Kubernetes objects, for instance of kubectl get -o yaml"), nullptr},
    //: %2: what was open at its end
    {ErrorCode::FileTruncated, QT_TRANSLATE_NOOP("Errors", "the file ends in the middle (%2)"),
     QT_TRANSLATE_NOOP("Errors", "save it again, it was cut off"), nullptr},
    //: %2: the system's reason
    {ErrorCode::FileUnwritable, QT_TRANSLATE_NOOP("Errors", "it cannot be written (%2)"),
     QT_TRANSLATE_NOOP("Errors", "check the path and its permissions"), nullptr},
    {ErrorCode::FileKindUnknown, QT_TRANSLATE_NOOP("Errors", "this is neither a cluster snapshot nor a kubeconfig"),
     QT_TRANSLATE_NOOP("Errors", "open a file of Kubernetes objects or a kubeconfig"), nullptr},
    //: %2: the parser's words, English
    {ErrorCode::YamlSyntax, QT_TRANSLATE_NOOP("Errors", "this is no YAML (%2)"),
     QT_TRANSLATE_NOOP("Errors", "mend the file at this place"), nullptr},
    //: %2: the parser's words, English
    {ErrorCode::JsonSyntax, QT_TRANSLATE_NOOP("Errors", "this is no JSON (%2)"),
     QT_TRANSLATE_NOOP("Errors", "mend the file at this place"), nullptr},
    {ErrorCode::NameTooLong, QT_TRANSLATE_NOOP("Errors", "the name is longer than 255 octets"),
     QT_TRANSLATE_NOOP("Errors", "shorten it"), nullptr},
    //: a label is the part of a DNS name between two dots
    {ErrorCode::LabelTooLong, QT_TRANSLATE_NOOP("Errors", "the label \"%2\" is longer than 63 octets"),
     QT_TRANSLATE_NOOP("Errors", "shorten it"), nullptr},
    {ErrorCode::LabelEmpty, QT_TRANSLATE_NOOP("Errors", "the name has an empty label"),
     QT_TRANSLATE_NOOP("Errors", "remove the second of two dots in a row"), nullptr},
    {ErrorCode::NameMalformed, QT_TRANSLATE_NOOP("Errors", "this is no domain name (%2)"),
     nullptr, nullptr},
    {ErrorCode::TypeUnknown, QT_TRANSLATE_NOOP("Errors", "there is no record type \"%1\""),
     QT_TRANSLATE_NOOP("Errors", "use a type such as A, AAAA, SRV, PTR, CNAME, NS, SOA, TXT or TYPE65"), "TYPE"},
    {ErrorCode::MessageTruncated, QT_TRANSLATE_NOOP("Errors", "the DNS message ends in the middle (%2)"),
     nullptr, nullptr},
    {ErrorCode::MessageMalformed, QT_TRANSLATE_NOOP("Errors", "the DNS message is broken (%2)"),
     nullptr, nullptr},
    {ErrorCode::ZoneSyntax, QT_TRANSLATE_NOOP("Errors", "this is no zone-file text at \"%1\": expected %2"),
     nullptr, nullptr},
    {ErrorCode::ResolvConfSyntax, QT_TRANSLATE_NOOP("Errors", "this line of resolv.conf does not read: \"%1\", expected %2"),
     nullptr, nullptr},
    {ErrorCode::AddressMalformed, QT_TRANSLATE_NOOP("Errors", "\"%1\" is no IP address"),
     nullptr, nullptr},
    //: %1: kind and name of an object, %2: field and what was expected
    {ErrorCode::ObjectWrongShape, QT_TRANSLATE_NOOP("Errors", "%1 has a wrong shape: %2"),
     QT_TRANSLATE_NOOP("Errors", "correct this field"), QT_TRANSLATE_NOOP("Errors", "cluster")},
    {ErrorCode::ObjectUnknownKind, QT_TRANSLATE_NOOP("Errors", "objects of the kind %1 are not used here"),
     nullptr, QT_TRANSLATE_NOOP("Errors", "cluster")},
    {ErrorCode::ClusterWithoutDns, QT_TRANSLATE_NOOP("Errors", "nothing here tells which DNS service the cluster uses"),
     QT_TRANSLATE_NOOP("Errors", "give --cluster-dns"), QT_TRANSLATE_NOOP("Errors", "cluster")},
    {ErrorCode::CorefileAssumed, QT_TRANSLATE_NOOP("Errors", "there is no CoreDNS ConfigMap, so kubeadm's default Corefile is assumed"),
     QT_TRANSLATE_NOOP("Errors", "give --corefile to use another"), QT_TRANSLATE_NOOP("Errors", "cluster")},
    {ErrorCode::NodeResolverUnknown, QT_TRANSLATE_NOOP("Errors", "the nodes' own resolv.conf is not known, so answers from outside the cluster are not predicted"),
     QT_TRANSLATE_NOOP("Errors", "add documents of the kinds NodeResolvConf and Upstream to a snapshot to predict them"), QT_TRANSLATE_NOOP("Errors", "cluster")},
    //: %2: CoreDNS's words, English
    {ErrorCode::CorefileSyntax, QT_TRANSLATE_NOOP("Errors", "the Corefile does not parse: %2"),
     QT_TRANSLATE_NOOP("Errors", "correct the Corefile; CoreDNS would not load it either"), "Corefile"},
    //: %2: CoreDNS's words, English
    {ErrorCode::CorefilePlugin, QT_TRANSLATE_NOOP("Errors", "the plugin %1 does not start: %2"),
     QT_TRANSLATE_NOOP("Errors", "correct the Corefile; CoreDNS would not load it either"), "Corefile"},
    {ErrorCode::KubeconfigWrongShape, QT_TRANSLATE_NOOP("Errors", "%1 has a wrong shape: %2"),
     QT_TRANSLATE_NOOP("Errors", "correct the kubeconfig"), "kubeconfig"},
    {ErrorCode::ContextNotFound, QT_TRANSLATE_NOOP("Errors", "context \"%1\" does not exist"),
     QT_TRANSLATE_NOOP("Errors", "choose one of kubectl config get-contexts"), "kubeconfig"},
    {ErrorCode::NoCurrentContext, QT_TRANSLATE_NOOP("Errors", "no current context is set"),
     QT_TRANSLATE_NOOP("Errors", "give --context or set one with kubectl config use-context"), "kubeconfig"},
    {ErrorCode::NoKubeconfig, QT_TRANSLATE_NOOP("Errors", "no configuration has been provided"),
     QT_TRANSLATE_NOOP("Errors", "give --kubeconfig, --snapshot or --demo"), "kubeconfig"},
    {ErrorCode::ClusterNotFound, QT_TRANSLATE_NOOP("Errors", "cluster \"%1\" was not found for context \"%2\""),
     QT_TRANSLATE_NOOP("Errors", "correct the kubeconfig"), "kubeconfig"},
    {ErrorCode::UserNotFound, QT_TRANSLATE_NOOP("Errors", "user \"%1\" was not found for context \"%2\""),
     QT_TRANSLATE_NOOP("Errors", "correct the kubeconfig"), "kubeconfig"},
    {ErrorCode::NoServer, QT_TRANSLATE_NOOP("Errors", "no server found for cluster \"%1\""),
     QT_TRANSLATE_NOOP("Errors", "correct the kubeconfig"), "kubeconfig"},
    {ErrorCode::CredentialUnusable, QT_TRANSLATE_NOOP("Errors", "the credentials of user \"%1\" cannot be used: %2"),
     QT_TRANSLATE_NOOP("Errors", "correct the kubeconfig"), "kubeconfig"},
    {ErrorCode::CaUnusable, QT_TRANSLATE_NOOP("Errors", "the certificate authority of cluster \"%1\" cannot be used: %2"),
     QT_TRANSLATE_NOOP("Errors", "correct the kubeconfig"), "kubeconfig"},
    {ErrorCode::ProxyUnsupported, QT_TRANSLATE_NOOP("Errors", "the proxy %1 cannot be used: %2"),
     nullptr, "kubeconfig"},
    {ErrorCode::ExecNotConfirmed, QT_TRANSLATE_NOOP("Errors", "the kubeconfig wants to run a program for user \"%1\" that you have not confirmed: %2"),
     QT_TRANSLATE_NOOP("Errors", "read the command and confirm it with --allow-exec"), "kubeconfig"},
    {ErrorCode::ExecFailed, QT_TRANSLATE_NOOP("Errors", "getting credentials: %1: %2"),
     nullptr, "kubeconfig"},
    {ErrorCode::HostNotFound, QT_TRANSLATE_NOOP("Errors", "the host is not known"),
     QT_TRANSLATE_NOOP("Errors", "check the server's name and your network"), nullptr},
    {ErrorCode::ConnectionRefused, QT_TRANSLATE_NOOP("Errors", "the connection was refused"),
     QT_TRANSLATE_NOOP("Errors", "did you specify the right host or port?"), nullptr},
    {ErrorCode::ConnectionLost, QT_TRANSLATE_NOOP("Errors", "the connection was lost (%2)"),
     QT_TRANSLATE_NOOP("Errors", "check that the API server runs and can be reached"), nullptr},
    {ErrorCode::ConnectionTimeout, QT_TRANSLATE_NOOP("Errors", "the server does not answer"),
     QT_TRANSLATE_NOOP("Errors", "check that the API server runs and can be reached"), nullptr},
    {ErrorCode::TlsUntrusted, QT_TRANSLATE_NOOP("Errors", "the server's certificate is not trusted (%2)"),
     QT_TRANSLATE_NOOP("Errors", "check certificate-authority and tls-server-name in the kubeconfig"), nullptr},
    {ErrorCode::TlsFailed, QT_TRANSLATE_NOOP("Errors", "no TLS connection comes about (%2)"),
     nullptr, nullptr},
    {ErrorCode::Unauthorized, QT_TRANSLATE_NOOP("Errors", "you must be logged in to the server (Unauthorized) %2"),
     QT_TRANSLATE_NOOP("Errors", "renew the credentials of this context"), nullptr},
    //: %2: the server's own words, English
    {ErrorCode::Forbidden, QT_TRANSLATE_NOOP("Errors", "Forbidden: %2"),
     QT_TRANSLATE_NOOP("Errors", "ask for the right to list it"), QT_TRANSLATE_NOOP("Errors", "API server")},
    {ErrorCode::ServerError, QT_TRANSLATE_NOOP("Errors", "the server says for %1: %2"),
     nullptr, QT_TRANSLATE_NOOP("Errors", "API server")},
    {ErrorCode::ServerAnswerMalformed, QT_TRANSLATE_NOOP("Errors", "the server's answer for %1 does not read (%2)"),
     nullptr, QT_TRANSLATE_NOOP("Errors", "API server")},
    {ErrorCode::PodUnknown, QT_TRANSLATE_NOOP("Errors", "there is no pod \"%1\""),
     QT_TRANSLATE_NOOP("Errors", "list them with kubectl get pods -A"), QT_TRANSLATE_NOOP("Errors", "cluster")},
    {ErrorCode::PodAmbiguous, QT_TRANSLATE_NOOP("Errors", "\"%1\" is not NAMESPACE/POD"),
     QT_TRANSLATE_NOOP("Errors", "name the pod as NAMESPACE/POD"), "--pod"},
    {ErrorCode::NodeUnknown, QT_TRANSLATE_NOOP("Errors", "no node cache runs on node \"%1\""),
     QT_TRANSLATE_NOOP("Errors", "name a node with a running node-local-dns pod"), QT_TRANSLATE_NOOP("Errors", "cluster")},
    {ErrorCode::NamespaceUnknown, QT_TRANSLATE_NOOP("Errors", "there is no namespace \"%1\""),
     nullptr, QT_TRANSLATE_NOOP("Errors", "cluster")},
    {ErrorCode::ZoneUnknown, QT_TRANSLATE_NOOP("Errors", "\"%1\" is in no zone of the kubernetes plugin"),
     nullptr, "--zone"},
    //: %2: what the option takes, English
    {ErrorCode::ArgumentUnusable, QT_TRANSLATE_NOOP("Errors", "it takes %2"),
     QT_TRANSLATE_NOOP("Errors", "see ndots --help"), nullptr},
    {ErrorCode::NotAvailableYet, QT_TRANSLATE_NOOP("Errors", "this command is not available yet"),
     QT_TRANSLATE_NOOP("Errors", "see ndots --help"), nullptr},
};
// clang-format on

/// Without `default`, so that a code that is not listed does not compile (-Wswitch).
constexpr bool isListed(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileNotFound: case ErrorCode::FileUnreadable: case ErrorCode::FileEmpty: case ErrorCode::FileTruncated:
    case ErrorCode::FileUnwritable: case ErrorCode::FileKindUnknown: case ErrorCode::YamlSyntax: case ErrorCode::JsonSyntax:
    case ErrorCode::NameTooLong: case ErrorCode::LabelTooLong: case ErrorCode::LabelEmpty: case ErrorCode::NameMalformed:
    case ErrorCode::TypeUnknown: case ErrorCode::MessageTruncated: case ErrorCode::MessageMalformed: case ErrorCode::ZoneSyntax:
    case ErrorCode::ResolvConfSyntax: case ErrorCode::AddressMalformed: case ErrorCode::ObjectWrongShape: case ErrorCode::ObjectUnknownKind:
    case ErrorCode::ClusterWithoutDns: case ErrorCode::CorefileAssumed: case ErrorCode::NodeResolverUnknown: case ErrorCode::CorefileSyntax:
    case ErrorCode::CorefilePlugin: case ErrorCode::KubeconfigWrongShape: case ErrorCode::ContextNotFound: case ErrorCode::NoCurrentContext:
    case ErrorCode::NoKubeconfig: case ErrorCode::ClusterNotFound: case ErrorCode::UserNotFound: case ErrorCode::NoServer:
    case ErrorCode::CredentialUnusable: case ErrorCode::CaUnusable: case ErrorCode::ProxyUnsupported: case ErrorCode::ExecNotConfirmed:
    case ErrorCode::ExecFailed: case ErrorCode::HostNotFound: case ErrorCode::ConnectionRefused: case ErrorCode::ConnectionLost:
    case ErrorCode::ConnectionTimeout: case ErrorCode::TlsUntrusted: case ErrorCode::TlsFailed: case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden: case ErrorCode::ServerError: case ErrorCode::ServerAnswerMalformed: case ErrorCode::PodUnknown:
    case ErrorCode::PodAmbiguous: case ErrorCode::NodeUnknown: case ErrorCode::NamespaceUnknown: case ErrorCode::ZoneUnknown:
    case ErrorCode::ArgumentUnusable: case ErrorCode::NotAvailableYet:
        return true;
    }
    return false;
}

/// Row N is the code of the value N, for every code.
constexpr bool isComplete()
{
    for (std::size_t value = 0; value < std::size(rows); ++value) {
        if (rows[value].code != static_cast<ErrorCode>(value))
            return false;
    }
    return !isListed(static_cast<ErrorCode>(std::size(rows)));
}
static_assert(isComplete());

const ErrorRow* rowOf(ErrorCode code)
{
    return isListed(code) ? &rows[static_cast<std::size_t>(code)] : nullptr;
}

QString translated(const char* text)
{
    return text ? QCoreApplication::translate("Errors", text) : QString();
}

// A detail may be a command that a person is to confirm, so it is shown whole as far as that is sane.
constexpr qsizetype longestDetail = 4000;

} // namespace

QString place(const base::Error& error)
{
    if (!error.where.file.empty()) {
        QString place = harmless(error.where.file);
        if (error.where.line > 0)
            place += QLatin1Char(':') + QString::number(error.where.line);
        if (error.where.line > 0 && error.where.column > 0)
            place += QLatin1Char(':') + QString::number(error.where.column);
        return place;
    }
    const ErrorRow* row = rowOf(error.code);
    const QString known = row ? translated(row->place) : QString();
    return known.isEmpty() ? harmless(error.subject) : known;
}

QString fault(const base::Error& error)
{
    const ErrorRow* row = rowOf(error.code);
    //: stands where no object can be named: "the document has a wrong shape"
    const QString nameless = QCoreApplication::translate("Errors", "the document");
    const QString subject = error.subject.empty() ? nameless : harmless(error.subject);
    QString text = substituted(row ? translated(row->fault) : QString(), {subject, harmless(error.detail, longestDetail)});
    return text.replace(QStringLiteral(" ()"), QString()).trimmed();
}

QString remedy(const base::Error& error)
{
    const ErrorRow* row = rowOf(error.code);
    return row ? translated(row->remedy) : QString();
}

QString sentence(const base::Error& error)
{
    const QString advice = remedy(error);
    return advice.isEmpty() ? fault(error) : fault(error) + QStringLiteral(", ") + advice;
}

QString commandLineMessage(const base::Error& error)
{
    return QStringLiteral("ndots: %1: %2").arg(place(error), sentence(error));
}

int exitStatus(const base::Error& error)
{
    switch (error.code) {
    case ErrorCode::ExecNotConfirmed:
    case ErrorCode::ExecFailed:
    case ErrorCode::HostNotFound:
    case ErrorCode::ConnectionRefused:
    case ErrorCode::ConnectionLost:
    case ErrorCode::ConnectionTimeout:
    case ErrorCode::TlsUntrusted:
    case ErrorCode::TlsFailed:
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
    case ErrorCode::ServerError:
    case ErrorCode::ServerAnswerMalformed: return 3;
    default: return 2;
    }
}

} // namespace words
