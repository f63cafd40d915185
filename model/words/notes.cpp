// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/notes.h"

#include "model/words/note_rows.h"
#include "model/words/text.h"

#include <QCoreApplication>

#include <algorithm>

// A note's texts stand in the tables of notes_*.cpp, one row a code. Here the row is found, its arguments are made harmless and readable, and its
// source gets a name and a page.

namespace words {

namespace {

struct Citation {
    const char* name;
    const char* page;
};

Citation kubernetesDocs(Source source)
{
    switch (source) {
    case Source::PodPolicy:
        return {"Kubernetes: Pod's DNS policy", "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy"};
    case Source::PodConfig:
        return {"Kubernetes: Pod's DNS config", "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config"};
    case Source::PodSearchLimits:
        return {"Kubernetes: DNS search domain list limits",
                "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#dns-search-domain-list-limits"};
    case Source::WindowsPods:
        return {"Kubernetes: DNS resolution on Windows nodes", "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#dns-windows"};
    case Source::PodNames:
        return {"Kubernetes: DNS for Services and Pods", "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pods"};
    case Source::PodHostname:
        return {"Kubernetes: Pod's hostname and subdomain fields",
                "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields"};
    case Source::KubeletConfig:
        return {"Kubernetes: KubeletConfiguration", "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"};
    case Source::NodeLocalDns: return {"Kubernetes: NodeLocal DNSCache", "https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/"};
    case Source::VirtualIps: return {"Kubernetes: Virtual IPs and Service proxies", "https://kubernetes.io/docs/reference/networking/virtual-ips/"};
    case Source::ServiceTypes: return {"Kubernetes: type ExternalName", "https://kubernetes.io/docs/concepts/services-networking/service/#externalname"};
    case Source::EndpointSlices: return {"Kubernetes: EndpointSlices", "https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/"};
    case Source::StatefulSets:
        return {"Kubernetes: StatefulSet, stable network ID",
                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id"};
    default: return {};
    }
}

Citation coreDns(Source source)
{
    switch (source) {
    case Source::CoreDnsManual: return {"CoreDNS: manual", "https://coredns.io/manual/toc/"};
    case Source::CoreDnsPlugins: return {"CoreDNS: plugins", "https://coredns.io/plugins/"};
    case Source::CoreDnsKubernetes: return {"CoreDNS: kubernetes", "https://coredns.io/plugins/kubernetes/"};
    case Source::CoreDnsCache: return {"CoreDNS: cache", "https://coredns.io/plugins/cache/"};
    case Source::CoreDnsForward: return {"CoreDNS: forward", "https://coredns.io/plugins/forward/"};
    case Source::CoreDnsRewrite: return {"CoreDNS: rewrite", "https://coredns.io/plugins/rewrite/"};
    case Source::CoreDnsHosts: return {"CoreDNS: hosts", "https://coredns.io/plugins/hosts/"};
    case Source::CoreDnsTemplate: return {"CoreDNS: template", "https://coredns.io/plugins/template/"};
    case Source::CoreDnsFile: return {"CoreDNS: file", "https://coredns.io/plugins/file/"};
    case Source::CoreDnsAutopath: return {"CoreDNS: autopath", "https://coredns.io/plugins/autopath/"};
    case Source::CoreDnsAcl: return {"CoreDNS: acl", "https://coredns.io/plugins/acl/"};
    case Source::CoreDnsLoadbalance: return {"CoreDNS: loadbalance", "https://coredns.io/plugins/loadbalance/"};
    case Source::CoreDnsMinimal: return {"CoreDNS: minimal", "https://coredns.io/plugins/minimal/"};
    case Source::CoreDnsDns64: return {"CoreDNS: dns64", "https://coredns.io/plugins/dns64/"};
    case Source::CoreDnsHeader: return {"CoreDNS: header", "https://coredns.io/plugins/header/"};
    case Source::CoreDnsAny: return {"CoreDNS: any", "https://coredns.io/plugins/any/"};
    case Source::CoreDnsWhoami: return {"CoreDNS: whoami", "https://coredns.io/plugins/whoami/"};
    case Source::CoreDnsLocal: return {"CoreDNS: local", "https://coredns.io/plugins/local/"};
    case Source::CoreDnsBufsize: return {"CoreDNS: bufsize", "https://coredns.io/plugins/bufsize/"};
    case Source::CoreDnsLoop: return {"CoreDNS: loop", "https://coredns.io/plugins/loop/"};
    case Source::CoreDnsExternal: return {"CoreDNS: k8s_external", "https://coredns.io/plugins/k8s_external/"};
    case Source::CoreDnsTransfer: return {"CoreDNS: transfer", "https://coredns.io/plugins/transfer/"};
    default: return {};
    }
}

/// Section numbers are those of the specification's version 1.1.0.
Citation specification(Source source)
{
    constexpr const char* page = "https://github.com/kubernetes/dns/blob/master/docs/specification.md";
    switch (source) {
    case Source::SpecificationVersion: return {"Kubernetes DNS specification 1.1.0, 2.2", page};
    case Source::SpecificationService: return {"Kubernetes DNS specification 1.1.0, 2.3.1", page};
    case Source::SpecificationPorts: return {"Kubernetes DNS specification 1.1.0, 2.3.2", page};
    case Source::SpecificationPtr: return {"Kubernetes DNS specification 1.1.0, 2.3.3", page};
    case Source::SpecificationHeadless: return {"Kubernetes DNS specification 1.1.0, 2.4", page};
    case Source::SpecificationExternalName: return {"Kubernetes DNS specification 1.1.0, 2.5", page};
    default: return {};
    }
}

Citation librariesAndRfcs(Source source)
{
    switch (source) {
    case Source::ResolvConf: return {"resolv.conf(5)", "https://man7.org/linux/man-pages/man5/resolv.conf.5.html"};
    case Source::GetAddrInfo: return {"getaddrinfo(3)", "https://man7.org/linux/man-pages/man3/getaddrinfo.3.html"};
    case Source::DnsClients: return {"glibc: resolver(3)", "https://man7.org/linux/man-pages/man3/resolver.3.html"};
    case Source::Hosts: return {"hosts(5)", "https://man7.org/linux/man-pages/man5/hosts.5.html"};
    case Source::Musl: return {"musl: differences from glibc", "https://wiki.musl-libc.org/functional-differences-from-glibc.html"};
    case Source::Go: return {"Go: package net, name resolution", "https://pkg.go.dev/net#hdr-Name_Resolution"};
    case Source::Rfc1035: return {"RFC 1035", "https://www.rfc-editor.org/rfc/rfc1035"};
    case Source::Rfc2308: return {"RFC 2308", "https://www.rfc-editor.org/rfc/rfc2308"};
    case Source::Rfc5936: return {"RFC 5936", "https://www.rfc-editor.org/rfc/rfc5936"};
    case Source::Rfc7686: return {"RFC 7686", "https://www.rfc-editor.org/rfc/rfc7686"};
    case Source::Rfc7766: return {"RFC 7766", "https://www.rfc-editor.org/rfc/rfc7766"};
    case Source::Ndots: return {"Ndots", ""};
    default: return {};
    }
}

Citation citation(Source source)
{
    for (const auto& of : {kubernetesDocs, coreDns, specification, librariesAndRfcs}) {
        if (const Citation found = of(source); found.name)
            return found;
    }
    return {"", ""};
}

const NoteRow* rowOf(sim::NoteCode code)
{
    std::span<const NoteRow> rows;
    switch (themeOf(code)) {
    case Theme::None: return nullptr;
    case Theme::Resolver: rows = resolverRows(); break;
    case Theme::Way: rows = wayRows(); break;
    case Theme::Plugins: rows = pluginRows(); break;
    case Theme::Kubernetes: rows = kubernetesRows(); break;
    case Theme::Missing: rows = missingRows(); break;
    }
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const NoteRow& row) { return row.code == code; });
    return found == rows.end() ? nullptr : &*found;
}

QString filled(const sim::Note& note, const NoteRow& row, const char* pattern)
{
    QStringList arguments;
    int position = 0;
    for (const std::string& argument : note.arguments) {
        ++position;
        if (position == row.word)
            arguments += simulatorWord(argument);
        else if (position == row.seconds)
            arguments += secondsText(argument);
        else
            arguments += harmless(argument);
    }
    return substituted(QCoreApplication::translate("Notes", pattern), arguments);
}

} // namespace

QString sentence(const sim::Note& note)
{
    const NoteRow* row = rowOf(note.code);
    return row ? filled(note, *row, row->sentence) : QString();
}

QString brief(const sim::Note& note)
{
    const NoteRow* row = rowOf(note.code);
    return row ? filled(note, *row, row->brief) : QString();
}

QString source(sim::NoteCode code)
{
    const NoteRow* row = rowOf(code);
    return row ? QString::fromUtf8(citation(row->source).name) : QString();
}

QString sourceUrl(sim::NoteCode code)
{
    const NoteRow* row = rowOf(code);
    return row ? QString::fromUtf8(citation(row->source).page) : QString();
}

} // namespace words
