// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/note_rows.h"

#include <QtGlobal>

namespace words {

namespace {

using enum sim::NoteCode;

// clang-format off
constexpr NoteRow rows[] = {
    {KubeClusterIp, Source::SpecificationService, QT_TRANSLATE_NOOP("Notes", "The Service %1 exists; the answer is its cluster IP, whether or not a pod stands behind it."),
     QT_TRANSLATE_NOOP("Notes", "cluster IP")},
    //: %1: a Service, %2: how many
    {KubeHeadless, Source::SpecificationHeadless, QT_TRANSLATE_NOOP("Notes", "The Service %1 is headless, so the answer is the addresses of its ready endpoints: %2."),
     QT_TRANSLATE_NOOP("Notes", "ready endpoints: %2")},
    //: %1: the endpoint's label in the name, %2: a Service
    {KubeEndpointName, Source::SpecificationHeadless, QT_TRANSLATE_NOOP("Notes", "\"%1\" is one endpoint of the Service %2; the answer is its address."),
     QT_TRANSLATE_NOOP("Notes", "one endpoint")},
    {KubeSrv, Source::SpecificationPorts, QT_TRANSLATE_NOOP("Notes", "The SRV records of %1 tell port and target; the first port is %2."),
     QT_TRANSLATE_NOOP("Notes", "SRV, port %2")},
    {KubeExternalName, Source::SpecificationExternalName, QT_TRANSLATE_NOOP("Notes", "The Service %1 is of the type ExternalName: the answer is a CNAME for %2."),
     QT_TRANSLATE_NOOP("Notes", "CNAME %2")},
    {KubePodInsecure, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "With \"pods insecure\" the address %1 is taken from the name itself; no such pod needs to exist."),
     QT_TRANSLATE_NOOP("Notes", "address from the name")},
    {KubePodVerified, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "With \"pods verified\" the name answers because the pod %1 has this address."),
     QT_TRANSLATE_NOOP("Notes", "pod verified")},
    {KubePtrService, Source::SpecificationPtr, QT_TRANSLATE_NOOP("Notes", "This is the cluster IP of the Service %1, so the PTR record names the Service."),
     QT_TRANSLATE_NOOP("Notes", "names the Service")},
    {KubePtrEndpoint, Source::SpecificationPtr, QT_TRANSLATE_NOOP("Notes", "An endpoint of the Service %1 has this address, so the PTR record names that endpoint."),
     QT_TRANSLATE_NOOP("Notes", "names the endpoint")},
    //: %1: a zone
    {KubeApex, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "%1 is the zone itself: it exists, but has no record of this type (NODATA)."),
     QT_TRANSLATE_NOOP("Notes", "the zone itself")},
    {KubeNs, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The name servers of %1 are the Services that have CoreDNS as an endpoint."),
     QT_TRANSLATE_NOOP("Notes", "zone's name servers")},
    {KubeSoa, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "This is the SOA record of %1; its serial is the time of the last change that CoreDNS saw."),
     QT_TRANSLATE_NOOP("Notes", "zone's SOA")},
    {KubeVersion, Source::SpecificationVersion, QT_TRANSLATE_NOOP("Notes", "The TXT record under %1 tells which version of the Kubernetes DNS specification is served."),
     QT_TRANSLATE_NOOP("Notes", "specification version")},
    {KubeNoNamespace, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "There is no namespace \"%1\" in the cluster, so the kubernetes plugin answers NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "no such namespace")},
    //: %1: a namespace, %2: an option of the kubernetes plugin
    {KubeNamespaceNotExposed, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The namespace \"%1\" exists, but the option \"%2\" keeps it out of DNS, so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "namespace left out")},
    {KubeNoService, Source::SpecificationService, QT_TRANSLATE_NOOP("Notes", "There is no Service \"%1\" in the namespace \"%2\", so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "no such Service")},
    {KubeNotSvcOrPod, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "In front of the cluster's zone stands \"%1\", where only \"svc\" or \"pod\" can stand, so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "neither svc nor pod")},
    {KubeTooManyLabels, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "\"%1\" has more labels than any name of the cluster, so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "too many labels")},
    //: %1: a Service, %2: how many
    {KubeNoReadyEndpoint, Source::SpecificationHeadless, QT_TRANSLATE_NOOP("Notes", "The headless Service %1 has no ready endpoint (endpoints in all: %2), so its name does not exist at the moment: NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "no ready endpoint")},
    {KubeNoSuchEndpoint, Source::SpecificationHeadless, QT_TRANSLATE_NOOP("Notes", "The Service %2 has no ready endpoint called \"%1\", so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "no such endpoint")},
    //: %1: a port's name, %2: tcp, udp or sctp, %3: a Service
    {KubeNoSuchPort, Source::SpecificationPorts, QT_TRANSLATE_NOOP("Notes", "The Service %3 has no port named \"%1\" with the protocol \"%2\", so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "no such port")},
    {KubePortUnnamed, Source::SpecificationPorts, QT_TRANSLATE_NOOP("Notes", "No port of the Service %1 has a name, so it has no _port._protocol name: NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "ports have no names")},
    //: %1: a Service or a name, %2: A or AAAA
    {KubeOtherFamily, Source::SpecificationService, QT_TRANSLATE_NOOP("Notes", "%1 exists, but has only addresses of the other family. The question for %2 gets NODATA."),
     QT_TRANSLATE_NOOP("Notes", "no %2, other family")},
    {KubeTypeNotServed, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The kubernetes plugin has no records of the type %1 for this name."),
     QT_TRANSLATE_NOOP("Notes", "no %1 records")},
    {KubePodsDisabled, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The option \"pods\" is off, so no pod has a name below pod.%1."),
     QT_TRANSLATE_NOOP("Notes", "pod names are off")},
    {KubePodLabelNoAddress, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "A pod's name is its IP address with dashes; \"%1\" is none, so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "no dashed address")},
    {KubePodUnknown, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "With \"pods verified\" a running pod must have the address: none in the namespace \"%2\" has %1, so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "no pod has it")},
    {KubeEmptyService, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The Service %1 has no ready endpoint, and the option \"ignore empty_service\" hides such Services: NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "empty Service hidden")},
    {KubeExternalNameIsAddress, Source::ServiceTypes, QT_TRANSLATE_NOOP("Notes", "The externalName of the Service %1 is the address %2. Only a name can be the target of a CNAME, so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "externalName is an address")},
    {KubeBelowExternalName, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "%1 is of the type ExternalName: only its own name exists, nothing below it, so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "below an ExternalName")},
    {KubeNoEndpoints, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The option \"noendpoints\" keeps endpoints out of DNS, so %1 has no such name: NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "endpoints are off")},
    {KubeReverseUnknown, Source::SpecificationPtr, QT_TRANSLATE_NOOP("Notes", "%1 is neither a Service's cluster IP nor the address of a ready endpoint, so the cluster has no PTR record for it."),
     QT_TRANSLATE_NOOP("Notes", "nobody's address")},
    {KubeReverseIncomplete, Source::Rfc1035, QT_TRANSLATE_NOOP("Notes", "%1 is not the reverse name of a whole address, so it has no PTR record."),
     QT_TRANSLATE_NOOP("Notes", "no whole address")},
    {KubeNotSynced, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "CoreDNS has not read the whole cluster yet. Until then it answers SERVFAIL where it would say NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "not synced yet")},
    {KubeEmptyNonTerminal, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "\"%1\" is only a branch of the tree: names exist below it, but it has no records itself."),
     QT_TRANSLATE_NOOP("Notes", "a branch, no records")},
    {KubeNoClusterIp, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The Service %1 exists, but no cluster IP has been allocated to it yet: NODATA."),
     QT_TRANSLATE_NOOP("Notes", "no cluster IP yet")},
    {KubeDeleting, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "%1 is being deleted, so it has no name any more."),
     QT_TRANSLATE_NOOP("Notes", "being deleted")},
    //: %1: a topology zone (part of a data centre), %2: a Service
    {KubeZoneUnknown, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The Service %2 has no ready endpoint in the topology zone \"%1\"."),
     QT_TRANSLATE_NOOP("Notes", "none in this zone")},
    //: %1: a topology zone (part of a data centre), %2: a Service
    {KubeZonal, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The answer is the ready endpoints of the Service %2 in the topology zone \"%1\"."),
     QT_TRANSLATE_NOOP("Notes", "zone %1")},
    //: %1: a topology zone (part of a data centre), %2: a Service
    {KubeZonalAll, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The Service %2 has no ready endpoint in the topology zone \"%1\", and \"prefer\" then takes all of them."),
     QT_TRANSLATE_NOOP("Notes", "all zones instead")},
    {KubeNotHeadless, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "Only headless Services have zonal names, and %1 is not headless: NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "not headless")},
    //: %1: an object, %2: a label selector
    {KubeNotSelected, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "%1 exists, but the option \"labels %2\" leaves it out, so the answer is NXDOMAIN."),
     QT_TRANSLATE_NOOP("Notes", "left out by labels")},
    {KubeNoPorts, Source::SpecificationPorts, QT_TRANSLATE_NOOP("Notes", "%1 has no port, and without a port there is no SRV record."),
     QT_TRANSLATE_NOOP("Notes", "no port, no SRV")},
    {KubeWildcard, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "In \"%1\" the labels * and any stand for all names. CoreDNS 1.9.0 ended that."),
     QT_TRANSLATE_NOOP("Notes", "wildcard name")},
    //: %1: a Service, %2: its externalName
    {KubeExternalNameLoop, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The externalName %2 of the Service %1 leads back to itself, or over too many steps: NODATA."),
     QT_TRANSLATE_NOOP("Notes", "ExternalName loop")},
    //: %1: a Service, %2: its externalName
    {KubeExternalNameUnresolved, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The externalName %2 of the Service %1 gave no reply or no record of this type: NODATA."),
     QT_TRANSLATE_NOOP("Notes", "target unresolved")},
    {KubePtrNoHostname, Source::CoreDnsKubernetes, QT_TRANSLATE_NOOP("Notes", "The endpoint with the address %1 has no hostname. CoreDNS 1.11.4 to 1.12.0 makes PTR records only for endpoints with one."),
     QT_TRANSLATE_NOOP("Notes", "endpoint without hostname")},

    {ExternalAnswer, Source::CoreDnsExternal, QT_TRANSLATE_NOOP("Notes", "The answer is the external addresses of %1: its externalIPs and its load balancer's."),
     QT_TRANSLATE_NOOP("Notes", "external addresses")},
    {ExternalNoAddress, Source::CoreDnsExternal, QT_TRANSLATE_NOOP("Notes", "The Service %1 has neither externalIPs nor a load balancer's address, so k8s_external has nothing for it."),
     QT_TRANSLATE_NOOP("Notes", "no external address")},
    {ExternalHeadlessOff, Source::CoreDnsExternal, QT_TRANSLATE_NOOP("Notes", "The Service %1 is headless, and k8s_external serves such Services only with the option \"headless\"."),
     QT_TRANSLATE_NOOP("Notes", "headless left out")},
    //: %1: a zone
    {ExternalApex, Source::CoreDnsExternal, QT_TRANSLATE_NOOP("Notes", "%1 is the zone of k8s_external itself: the answer is its SOA, its name servers or their addresses."),
     QT_TRANSLATE_NOOP("Notes", "the zone itself")},
    //: %1: a zone, %2: how many
    {TransferSent, Source::CoreDnsTransfer, QT_TRANSLATE_NOOP("Notes", "The whole zone %1 is transferred; records: %2."),
     QT_TRANSLATE_NOOP("Notes", "zone transferred")},
    {TransferNotTcp, Source::Rfc5936, QT_TRANSLATE_NOOP("Notes", "The transfer of %1 is refused over UDP: zones are transferred over TCP."),
     QT_TRANSLATE_NOOP("Notes", "refused over UDP")},
};
// clang-format on

static_assert(isComplete(rows, Theme::Kubernetes));

} // namespace

std::span<const NoteRow> kubernetesRows()
{
    return rows;
}

} // namespace words
