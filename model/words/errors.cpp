// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/errors.h"

#include "model/words/text.h"

#include <QCoreApplication>

namespace words {

namespace {

using base::ErrorCode;

/// Translation context of this file.
struct Errors {
    Q_DECLARE_TR_FUNCTIONS(Errors)

public:
    static QString fault(ErrorCode code);
    static QString remedy(ErrorCode code);
    static QString place(ErrorCode code);
};

// %1 is the error's subject, %2 its detail.
QString Errors::fault(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileNotFound: return tr("there is no such file");
    //: %2: the system's reason
    case ErrorCode::FileUnreadable: return tr("it cannot be read (%2)");
    case ErrorCode::FileEmpty: return tr("the file is empty");
    //: %2: what was open at its end
    case ErrorCode::FileTruncated: return tr("the file ends in the middle (%2)");
    //: %2: the system's reason
    case ErrorCode::FileUnwritable: return tr("it cannot be written (%2)");
    case ErrorCode::FileKindUnknown: return tr("this is neither a cluster snapshot nor a kubeconfig");
    //: %2: the parser's words, English
    case ErrorCode::YamlSyntax: return tr("this is no YAML (%2)");
    //: %2: the parser's words, English
    case ErrorCode::JsonSyntax: return tr("this is no JSON (%2)");
    case ErrorCode::NameTooLong: return tr("the name is longer than 255 octets"); // RFC 1035 section 2.3.4
    //: a label is the part of a DNS name between two dots
    case ErrorCode::LabelTooLong: return tr("the label \"%2\" is longer than 63 octets");
    case ErrorCode::LabelEmpty: return tr("the name has an empty label");
    case ErrorCode::NameMalformed: return tr("this is no domain name (%2)");
    case ErrorCode::TypeUnknown: return tr("there is no record type \"%1\"");
    case ErrorCode::MessageTruncated: return tr("the DNS message ends in the middle (%2)");
    case ErrorCode::MessageMalformed: return tr("the DNS message is broken (%2)");
    case ErrorCode::ZoneSyntax: return tr("this is no zone-file text at \"%1\": expected %2");
    case ErrorCode::ResolvConfSyntax: return tr("this line of resolv.conf does not read: \"%1\", expected %2");
    case ErrorCode::AddressMalformed: return tr("\"%1\" is no IP address");
    //: %1: kind and name of an object, %2: field and what was expected
    case ErrorCode::ObjectWrongShape: return tr("%1 has a wrong shape: %2");
    case ErrorCode::ObjectUnknownKind: return tr("objects of the kind %1 are not used here");
    case ErrorCode::ClusterWithoutDns: return tr("nothing here tells which DNS service the cluster uses");
    case ErrorCode::CorefileAssumed: return tr("there is no CoreDNS ConfigMap, so kubeadm's default Corefile is assumed");
    case ErrorCode::NodeResolverUnknown: return tr("the nodes' own resolv.conf is not known, so answers from outside the cluster are not predicted");
    //: %2: CoreDNS's words, English
    case ErrorCode::CorefileSyntax: return tr("the Corefile does not parse: %2");
    //: %2: CoreDNS's words, English
    case ErrorCode::CorefilePlugin: return tr("the plugin %1 does not start: %2");
    case ErrorCode::KubeconfigWrongShape: return tr("%1 has a wrong shape: %2");
    case ErrorCode::ContextNotFound: return tr("context \"%1\" does not exist");
    case ErrorCode::NoCurrentContext: return tr("no current context is set");
    case ErrorCode::NoKubeconfig: return tr("no configuration has been provided");
    case ErrorCode::ClusterNotFound: return tr("cluster \"%1\" was not found for context \"%2\"");
    case ErrorCode::UserNotFound: return tr("user \"%1\" was not found for context \"%2\"");
    case ErrorCode::NoServer: return tr("no server found for cluster \"%1\"");
    case ErrorCode::CredentialUnusable: return tr("the credentials of user \"%1\" cannot be used: %2");
    case ErrorCode::CaUnusable: return tr("the certificate authority of cluster \"%1\" cannot be used: %2");
    case ErrorCode::ProxyUnsupported: return tr("the proxy %1 cannot be used: %2");
    case ErrorCode::ExecNotConfirmed: return tr("the kubeconfig wants to run a program for user \"%1\" that you have not confirmed: %2");
    case ErrorCode::ExecFailed: return tr("getting credentials: %1: %2");
    case ErrorCode::HostNotFound: return tr("the host is not known");
    case ErrorCode::ConnectionRefused: return tr("the connection was refused");
    case ErrorCode::ConnectionLost: return tr("the connection was lost (%2)");
    case ErrorCode::ConnectionTimeout: return tr("the server does not answer");
    case ErrorCode::TlsUntrusted: return tr("the server's certificate is not trusted (%2)");
    case ErrorCode::TlsFailed: return tr("no TLS connection comes about (%2)");
    case ErrorCode::Unauthorized: return tr("you must be logged in to the server (Unauthorized) %2");
    //: %2: the server's own words, English
    case ErrorCode::Forbidden: return tr("Forbidden: %2");
    case ErrorCode::ServerError: return tr("the server says for %1: %2");
    case ErrorCode::ServerAnswerMalformed: return tr("the server's answer for %1 does not read (%2)");
    case ErrorCode::PodUnknown: return tr("there is no pod \"%1\"");
    case ErrorCode::PodAmbiguous: return tr("\"%1\" is not NAMESPACE/POD");
    case ErrorCode::NodeUnknown: return tr("no node cache runs on node \"%1\"");
    case ErrorCode::NamespaceUnknown: return tr("there is no namespace \"%1\"");
    case ErrorCode::ZoneUnknown: return tr("\"%1\" is in no zone of the kubernetes plugin");
    //: %2: what the option takes, English
    case ErrorCode::ArgumentUnusable: return tr("it takes %2");
    case ErrorCode::NotAvailableYet: return tr("this command is not available yet");
    }
    return {};
}

QString Errors::remedy(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileNotFound: return tr("check the path");
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileUnwritable: return tr("check the path and its permissions");
    case ErrorCode::FileEmpty: return tr("give a file with Kubernetes objects, for instance of kubectl get -o yaml");
    case ErrorCode::FileTruncated: return tr("save it again, it was cut off");
    case ErrorCode::FileKindUnknown: return tr("open a file of Kubernetes objects or a kubeconfig");
    case ErrorCode::YamlSyntax:
    case ErrorCode::JsonSyntax: return tr("mend the file at this place");
    case ErrorCode::NameTooLong:
    case ErrorCode::LabelTooLong: return tr("shorten it");
    case ErrorCode::LabelEmpty: return tr("remove the second of two dots in a row");
    case ErrorCode::TypeUnknown: return tr("use a type such as A, AAAA, SRV, PTR, CNAME, NS, SOA, TXT or TYPE65");
    case ErrorCode::ObjectWrongShape: return tr("correct this field");
    case ErrorCode::ClusterWithoutDns: return tr("give --cluster-dns");
    case ErrorCode::CorefileAssumed: return tr("give --corefile to use another");
    case ErrorCode::NodeResolverUnknown: return tr("add documents of the kinds NodeResolvConf and Upstream to a snapshot to predict them");
    case ErrorCode::CorefileSyntax:
    case ErrorCode::CorefilePlugin: return tr("correct the Corefile; CoreDNS would not load it either");
    case ErrorCode::ContextNotFound: return tr("choose one of kubectl config get-contexts");
    case ErrorCode::NoCurrentContext: return tr("give --context or set one with kubectl config use-context");
    case ErrorCode::NoKubeconfig: return tr("give --kubeconfig, --snapshot or --demo");
    case ErrorCode::ClusterNotFound:
    case ErrorCode::UserNotFound:
    case ErrorCode::NoServer:
    case ErrorCode::CredentialUnusable:
    case ErrorCode::CaUnusable:
    case ErrorCode::KubeconfigWrongShape: return tr("correct the kubeconfig");
    case ErrorCode::ExecNotConfirmed: return tr("read the command and confirm it with --allow-exec");
    case ErrorCode::HostNotFound: return tr("check the server's name and your network");
    case ErrorCode::ConnectionRefused: return tr("did you specify the right host or port?");
    case ErrorCode::ConnectionLost:
    case ErrorCode::ConnectionTimeout: return tr("check that the API server runs and can be reached");
    case ErrorCode::TlsUntrusted: return tr("check certificate-authority and tls-server-name in the kubeconfig");
    case ErrorCode::Unauthorized: return tr("renew the credentials of this context");
    case ErrorCode::Forbidden: return tr("ask for the right to list it");
    case ErrorCode::PodUnknown: return tr("list them with kubectl get pods -A");
    case ErrorCode::PodAmbiguous: return tr("name the pod as NAMESPACE/POD");
    case ErrorCode::NodeUnknown: return tr("name a node with a running node-local-dns pod");
    case ErrorCode::ArgumentUnusable:
    case ErrorCode::NotAvailableYet: return tr("see ndots --help");
    default: return {};
    }
}

/// For errors without a position: the part of the world that the message is about. Empty: the subject itself.
QString Errors::place(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ContextNotFound:
    case ErrorCode::NoCurrentContext:
    case ErrorCode::NoKubeconfig:
    case ErrorCode::ClusterNotFound:
    case ErrorCode::UserNotFound:
    case ErrorCode::NoServer:
    case ErrorCode::CredentialUnusable:
    case ErrorCode::CaUnusable:
    case ErrorCode::ProxyUnsupported:
    case ErrorCode::ExecNotConfirmed:
    case ErrorCode::ExecFailed:
    case ErrorCode::KubeconfigWrongShape: return QStringLiteral("kubeconfig");
    case ErrorCode::PodUnknown:
    case ErrorCode::NodeUnknown:
    case ErrorCode::NamespaceUnknown:
    case ErrorCode::ClusterWithoutDns:
    case ErrorCode::CorefileAssumed:
    case ErrorCode::NodeResolverUnknown:
    case ErrorCode::ObjectWrongShape:
    //: the place of a message: "cluster: there is no pod ..."
    case ErrorCode::ObjectUnknownKind: return tr("cluster");
    case ErrorCode::Forbidden:
    case ErrorCode::ServerError:
    case ErrorCode::ServerAnswerMalformed: return tr("API server");
    case ErrorCode::CorefileSyntax:
    case ErrorCode::CorefilePlugin: return QStringLiteral("Corefile");
    case ErrorCode::PodAmbiguous: return QStringLiteral("--pod");
    case ErrorCode::ZoneUnknown: return QStringLiteral("--zone");
    case ErrorCode::TypeUnknown: return QStringLiteral("TYPE");
    default: return {};
    }
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
    const QString known = Errors::place(error.code);
    return known.isEmpty() ? harmless(error.subject) : known;
}

QString fault(const base::Error& error)
{
    QString text = substituted(Errors::fault(error.code), {harmless(error.subject), harmless(error.detail, longestDetail)});
    return text.replace(QStringLiteral(" ()"), QString()).trimmed();
}

QString remedy(const base::Error& error)
{
    return Errors::remedy(error.code);
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
