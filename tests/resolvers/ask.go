// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// ask FAMILY(unspec|inet|inet6) IGNORED NAME: one lookup by Go's own resolver. Prints "OK" or the nearest EAI name, then an address a line.
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
)

func errorName(err error) string {
	var dnsError *net.DNSError
	var addressError *net.AddrError // "no suitable address": there are some of the other family
	switch {
	case errors.As(err, &addressError):
		return "EAI_NONAME"
	case !errors.As(err, &dnsError):
		return "other"
	case dnsError.IsNotFound:
		return "EAI_NONAME"
	case dnsError.IsTemporary || dnsError.IsTimeout:
		return "EAI_AGAIN"
	}
	return "EAI_FAIL"
}

func main() {
	network := map[string]string{"inet": "ip4", "inet6": "ip6"}[os.Args[1]]
	if network == "" {
		network = "ip"
	}
	resolver := net.Resolver{PreferGo: true}
	addresses, err := resolver.LookupIP(context.Background(), network, os.Args[3])
	if err != nil {
		fmt.Println(errorName(err))
		return
	}
	fmt.Println("OK")
	for _, address := range addresses {
		fmt.Println(address)
	}
}
