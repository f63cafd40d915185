// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// Execution order of the plugins by release: plugin.cfg of the CoreDNS tags 1.6.0 to 1.14.7. A row holds until the next one.
#include "model/corefile/plugin_order.h"

namespace corefile {

const std::array<OrderOfRelease, 21> orderOfReleases{{
    {{1, 6, 0},
     "metadata cancel tls reload nsid root bind debug trace ready health pprof prometheus errors log dnstap any chaos "
     "loadbalance cache rewrite dnssec autopath template hosts route53 federation k8s_external kubernetes file auto "
     "secondary etcd loop forward grpc erratic whoami on"},
    {{1, 6, 2},
     "metadata cancel tls reload nsid root bind debug trace ready health pprof prometheus errors log dnstap any chaos "
     "loadbalance cache rewrite dnssec autopath template hosts route53 azure federation k8s_external kubernetes file auto "
     "secondary etcd loop forward grpc erratic whoami on"},
    {{1, 6, 3},
     "metadata cancel tls reload nsid root bind debug trace ready health pprof prometheus errors log dnstap any chaos "
     "loadbalance cache rewrite dnssec autopath template hosts route53 azure clouddns federation k8s_external kubernetes "
     "file auto secondary etcd loop forward grpc erratic whoami on sign"},
    {{1, 6, 4},
     "metadata cancel tls reload nsid root bind debug trace ready health pprof prometheus errors log dnstap acl any chaos "
     "loadbalance cache rewrite dnssec autopath template hosts route53 azure clouddns federation k8s_external kubernetes "
     "file auto secondary etcd loop forward grpc erratic whoami on sign"},
    {{1, 6, 5},
     "metadata cancel tls reload nsid root bind debug trace ready health pprof prometheus errors log dnstap acl any chaos "
     "loadbalance cache rewrite dnssec autopath template transfer hosts route53 azure clouddns federation k8s_external "
     "kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign"},
    {{1, 6, 6},
     "metadata cancel tls reload nsid bufsize root bind debug trace ready health pprof prometheus errors log dnstap acl any "
     "chaos loadbalance cache rewrite dnssec autopath template transfer hosts route53 azure clouddns federation k8s_external "
     "kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign"},
    {{1, 7, 0},
     "metadata cancel tls reload nsid bufsize root bind debug trace ready health pprof prometheus errors log dnstap dns64 "
     "acl any chaos loadbalance cache rewrite dnssec autopath template transfer hosts route53 azure clouddns k8s_external "
     "kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign"},
    {{1, 8, 1},
     "metadata cancel tls reload nsid bufsize root bind debug trace ready health pprof prometheus errors log dnstap local "
     "dns64 acl any chaos loadbalance cache rewrite dnssec autopath template transfer hosts route53 azure clouddns "
     "k8s_external kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign"},
    {{1, 8, 4},
     "metadata cancel tls reload nsid bufsize root bind debug trace ready health pprof prometheus errors log dnstap local "
     "dns64 acl any chaos loadbalance cache rewrite dnssec autopath minimal template transfer hosts route53 azure clouddns "
     "k8s_external kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign"},
    {{1, 8, 5},
     "metadata geoip cancel tls reload nsid bufsize root bind debug trace ready health pprof prometheus errors log dnstap "
     "local dns64 acl any chaos loadbalance cache rewrite header dnssec autopath minimal template transfer hosts route53 "
     "azure clouddns k8s_external kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign"},
    {{1, 9, 4},
     "metadata geoip cancel tls reload nsid bufsize root bind debug trace ready health pprof prometheus errors log dnstap "
     "local dns64 acl any chaos loadbalance tsig cache rewrite header dnssec autopath minimal template transfer hosts "
     "route53 azure clouddns k8s_external kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign"},
    {{1, 10, 0},
     "metadata geoip cancel tls reload nsid bufsize root bind debug trace ready health pprof prometheus errors log dnstap "
     "local dns64 acl any chaos loadbalance tsig cache rewrite header dnssec autopath minimal template transfer hosts "
     "route53 azure clouddns k8s_external kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign view"},
    {{1, 10, 1},
     "metadata geoip cancel tls timeouts reload nsid bufsize root bind debug trace ready health pprof prometheus errors log "
     "dnstap local dns64 acl any chaos loadbalance tsig cache rewrite header dnssec autopath minimal template transfer hosts "
     "route53 azure clouddns k8s_external kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign view"},
    {{1, 11, 3},
     "root metadata geoip cancel tls timeouts reload nsid bufsize bind debug trace ready health pprof prometheus errors log "
     "dnstap local dns64 acl any chaos loadbalance tsig cache rewrite header dnssec autopath minimal template transfer hosts "
     "route53 azure clouddns k8s_external kubernetes file auto secondary etcd loop forward grpc erratic whoami on sign view"},
    {{1, 12, 0},
     "root metadata geoip cancel tls timeouts multisocket reload nsid bufsize bind debug trace ready health pprof prometheus "
     "errors log dnstap local dns64 acl any chaos loadbalance tsig cache rewrite header dnssec autopath minimal template "
     "transfer hosts route53 azure clouddns k8s_external kubernetes file auto secondary etcd loop forward grpc erratic "
     "whoami on sign view"},
    {{1, 12, 2},
     "root metadata geoip cancel tls quic timeouts multisocket reload nsid bufsize bind debug trace ready health pprof "
     "prometheus errors log dnstap local dns64 acl any chaos loadbalance tsig cache rewrite header dnssec autopath minimal "
     "template transfer hosts route53 azure clouddns k8s_external kubernetes file auto secondary etcd loop forward grpc "
     "erratic whoami on sign view"},
    {{1, 13, 0},
     "root metadata geoip cancel tls quic timeouts multisocket reload nsid bufsize bind debug trace ready health pprof "
     "prometheus errors log dnstap local dns64 acl any chaos loadbalance tsig cache rewrite header dnssec autopath minimal "
     "template transfer hosts route53 azure clouddns k8s_external kubernetes file auto secondary etcd loop forward grpc "
     "erratic whoami on sign view nomad"},
    {{1, 14, 0},
     "root metadata geoip cancel tls quic grpc_server https https3 timeouts multisocket reload nsid bufsize bind debug trace "
     "ready health pprof prometheus errors log dnstap local dns64 acl any chaos loadbalance tsig cache rewrite header dnssec "
     "autopath minimal template transfer hosts route53 azure clouddns k8s_external kubernetes file auto secondary etcd loop "
     "forward grpc erratic whoami on sign view nomad"},
    {{1, 14, 2},
     "root metadata geoip cancel tls quic grpc_server https https3 timeouts multisocket reload nsid bufsize bind debug trace "
     "ready health pprof prometheus errors log dnstap local dns64 any chaos loadbalance tsig cache rewrite acl header dnssec "
     "autopath minimal template transfer hosts route53 azure clouddns k8s_external kubernetes file auto secondary etcd loop "
     "forward grpc erratic whoami on sign view nomad"},
    {{1, 14, 3},
     "root metadata geoip cancel tls proxyproto quic grpc_server https https3 timeouts multisocket reload nsid bufsize bind "
     "debug trace ready health pprof prometheus errors log dnstap local dns64 any chaos loadbalance tsig cache rewrite acl "
     "header dnssec autopath minimal template transfer hosts route53 azure clouddns k8s_external kubernetes file auto "
     "secondary etcd loop forward grpc erratic whoami on sign view nomad"},
    {{1, 14, 7},
     "root metadata geoip cancel proxyproto quic grpc_server https https3 timeouts multisocket reload nsid bufsize bind "
     "debug trace ready health pprof shed prometheus errors log dnstap local dns64 any chaos loadbalance tsig rewrite "
     "autopath acl cache header dnssec tls minimal template transfer hosts route53 azure clouddns k8s_external kubernetes "
     "file auto secondary etcd loop forward grpc erratic whoami on sign view nomad"},
}};

} // namespace corefile
