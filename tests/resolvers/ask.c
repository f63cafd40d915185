// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors

// ask FAMILY(unspec|inet|inet6) CANONNAME(0|1) NAME: one getaddrinfo call. Prints "OK" or the EAI name, then an address a line.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static const char *errorName(int code)
{
    switch (code) {
    case 0: return "OK";
    case EAI_NONAME: return "EAI_NONAME";
    case EAI_AGAIN: return "EAI_AGAIN";
    case EAI_FAIL: return "EAI_FAIL";
#ifdef EAI_NODATA
    case EAI_NODATA: return "EAI_NODATA";
#endif
#ifdef EAI_ADDRFAMILY
    case EAI_ADDRFAMILY: return "EAI_ADDRFAMILY";
#endif
    case EAI_SYSTEM: return "EAI_SYSTEM";
    default: return "other";
    }
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    struct addrinfo hints;
    memset(&hints, 0, sizeof hints);
    hints.ai_family = !strcmp(argv[1], "inet") ? AF_INET : !strcmp(argv[1], "inet6") ? AF_INET6 : AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = argv[2][0] == '1' ? AI_CANONNAME : 0;
    struct addrinfo *list = NULL;
    const int code = getaddrinfo(argv[3], NULL, &hints, &list);
    puts(errorName(code));
    for (const struct addrinfo *each = list; each; each = each->ai_next) {
        char text[INET6_ADDRSTRLEN] = "";
        const void *address = each->ai_family == AF_INET ? (const void *)&((const struct sockaddr_in *)each->ai_addr)->sin_addr
                                                         : (const void *)&((const struct sockaddr_in6 *)each->ai_addr)->sin6_addr;
        puts(inet_ntop(each->ai_family, address, text, sizeof text));
    }
    return 0;
}
