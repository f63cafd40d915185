// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace base {

/// What went wrong. Each code has exactly one sentence, in model/words/errors.cpp.
/// The comment names what `Error::subject` and `Error::detail` hold.
enum class ErrorCode {
    // files
    FileNotFound,        ///< subject: path
    FileUnreadable,      ///< subject: path; detail: the system's reason
    FileEmpty,           ///< subject: path
    FileTruncated,       ///< subject: path; detail: what was open at its end
    FileUnwritable,      ///< subject: path; detail: the system's reason
    FileKindUnknown,     ///< subject: path; neither a snapshot nor a kubeconfig
    YamlSyntax,          ///< detail: the parser's message
    JsonSyntax,          ///< detail: the parser's message
    // names and messages
    NameTooLong,         ///< subject: the name; RFC 1035 section 2.3.4: 255 octets on the wire
    LabelTooLong,        ///< subject: the name; detail: the label; 63 octets
    LabelEmpty,          ///< subject: the name
    NameMalformed,       ///< subject: the name; detail: the broken escape or character
    TypeUnknown,         ///< subject: the type's text
    MessageTruncated,    ///< DNS message ends inside a field; detail: the field
    MessageMalformed,    ///< detail: what is wrong
    ZoneSyntax,          ///< subject: the offending word; detail: what was expected
    ResolvConfSyntax,    ///< subject: the line; detail: what was expected
    AddressMalformed,    ///< subject: the text
    // cluster objects
    ObjectWrongShape,    ///< subject: "Service shop/api"; detail: "spec.ports[0].port: expected a number"
    ObjectUnknownKind,   ///< subject: the kind (a warning at most)
    ClusterWithoutDns,   ///< nothing in the source tells which DNS the cluster uses
    CorefileAssumed,     ///< no CoreDNS ConfigMap: kubeadm's default Corefile is used
    NodeResolverUnknown, ///< subject: node; nothing tells its resolv.conf
    // Corefile
    CorefileSyntax,      ///< detail: CoreDNS's own words where it has any
    CorefilePlugin,      ///< subject: plugin; detail: what is wrong in its setup
    // kubeconfig
    KubeconfigWrongShape,///< subject: entry; detail: field and what was expected
    ContextNotFound,     ///< subject: context
    NoCurrentContext,    ///< subject: file list
    NoKubeconfig,        ///< nothing configured
    ClusterNotFound,     ///< subject: cluster; detail: context
    UserNotFound,        ///< subject: user; detail: context
    NoServer,            ///< subject: cluster
    CredentialUnusable,  ///< subject: user; detail: why
    CaUnusable,          ///< subject: cluster; detail: why
    ProxyUnsupported,    ///< subject: proxy URL without user info; detail: why
    ExecNotConfirmed,    ///< subject: user; detail: the command
    ExecFailed,          ///< subject: command; detail: why
    // the API server
    HostNotFound,        ///< subject: host
    ConnectionRefused,   ///< subject: host:port
    ConnectionLost,      ///< subject: host:port; detail: the transport's words
    ConnectionTimeout,   ///< subject: host:port
    TlsUntrusted,        ///< subject: host:port; detail: the certificate's fault
    TlsFailed,           ///< subject: host:port; detail: the transport's words
    Unauthorized,        ///< subject: host:port; detail: Status.message
    Forbidden,           ///< subject: resource; detail: Status.message
    ServerError,         ///< subject: resource; detail: status code and Status.message
    ServerAnswerMalformed, ///< subject: resource; detail: what is wrong
    // questions
    PodUnknown,          ///< subject: "NS/POD"
    PodAmbiguous,        ///< subject: the text that is not NS/POD
    NodeUnknown,         ///< subject: node
    NamespaceUnknown,    ///< subject: namespace
    ZoneUnknown,         ///< subject: zone
    ArgumentUnusable,    ///< subject: option or argument; detail: what it takes
    NotAvailableYet,     ///< subject: command
};

/// Where in an input the fault is. `file` is the path or a name like "<stdin>"; line and column count from 1, 0 is unknown.
struct Position {
    std::string file;
    int line = 0;
    int column = 0;
    bool operator==(const Position&) const = default;
};

/// A fault, as values; model/words makes the sentence.
struct Error {
    ErrorCode code{};
    std::string subject;
    std::string detail;
    Position where;
    bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string subject = {}, std::string detail = {},
                                                Position where = {})
{
    return tl::unexpected<Error>(Error{code, std::move(subject), std::move(detail), std::move(where)});
}

} // namespace base
