// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "tests/resolvers/sandbox.h"

#include "tests/resolvers/server.h"

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace comparison {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 60s; ///< longer than any walk of the generated cases

void writeText(const std::string& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

std::string why(const char* what)
{
    return std::string(what) + ": " + std::strerror(errno);
}

/// Without root a user namespace gives the rights over the other two.
std::optional<std::string> leaveNamespaces()
{
    const uid_t uid = getuid();
    const gid_t gid = getgid();
    const bool root = geteuid() == 0;
    if (unshare(CLONE_NEWNS | CLONE_NEWNET | (root ? 0 : CLONE_NEWUSER)) != 0)
        return why("unshare");
    if (!root) {
        writeText("/proc/self/setgroups", "deny");
        writeText("/proc/self/uid_map", "0 " + std::to_string(uid) + " 1");
        writeText("/proc/self/gid_map", "0 " + std::to_string(gid) + " 1");
    }
    return std::nullopt;
}

std::optional<std::string> raiseLoopback()
{
    const int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::strncpy(request.ifr_name, "lo", IFNAMSIZ - 1);
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    const bool up = descriptor >= 0 && ioctl(descriptor, SIOCSIFFLAGS, &request) == 0;
    const std::string reason = why("loopback");
    close(descriptor);
    return up ? std::nullopt : std::optional(reason);
}

struct Child {
    pid_t process = -1;
    int output = -1;
};

Child start(const Case& which, const std::string& program)
{
    int pipeEnds[2];
    if (pipe2(pipeEnds, O_CLOEXEC) != 0)
        return {};
    const pid_t process = fork();
    if (process == 0) {
        dup2(pipeEnds[1], STDOUT_FILENO);
        const char* canonical = which.canonicalName ? "1" : "0";
        execl(program.c_str(), program.c_str(), which.family.c_str(), canonical, which.name.c_str(), static_cast<char*>(nullptr));
        _exit(127);
    }
    close(pipeEnds[1]);
    return {process, pipeEnds[0]};
}

std::string readAll(int descriptor)
{
    std::string text;
    char buffer[4096];
    for (ssize_t size = 0; (size = read(descriptor, buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(size));
    return text;
}

} // namespace

std::optional<std::string> enterSandbox(const std::string& directory)
{
    if (const auto missing = leaveNamespaces())
        return missing;
    if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return why("mount / private");
    for (const char* name : {"resolv.conf", "hosts", "nsswitch.conf"}) {
        const std::string own = directory + '/' + name;
        const std::string system = std::string("/etc/") + name;
        writeText(own, std::strcmp(name, "nsswitch.conf") == 0 ? "hosts: files dns\n" : "");
        // Without the file glibc's default is the same order as ours.
        if (mount(own.c_str(), system.c_str(), nullptr, MS_BIND, nullptr) != 0 && std::strcmp(name, "nsswitch.conf") != 0)
            return why(system.c_str());
    }
    return raiseLoopback();
}

void writeFiles(const Case& which, const std::string& directory)
{
    writeText(directory + "/resolv.conf", which.resolvConf);
    writeText(directory + "/hosts", which.hosts);
}

std::optional<Outcome> observe(const Case& which, const std::string& program)
{
    Servers servers(which);
    if (!servers.isReady())
        return std::nullopt;
    const auto begin = std::chrono::steady_clock::now();
    const Child child = start(which, program);
    if (child.process < 0)
        return std::nullopt;
    const bool ended = servers.run(child.output, patience);
    const auto end = std::chrono::steady_clock::now();
    if (!ended)
        kill(child.process, SIGKILL);
    const std::string output = readAll(child.output);
    close(child.output);
    int status = 0;
    waitpid(child.process, &status, 0);
    if (!ended)
        return std::nullopt;
    Outcome outcome{servers.seen(), {}, {}, std::chrono::duration<double>(end - begin).count()};
    std::istringstream lines(output);
    std::getline(lines, outcome.result);
    if (WIFSIGNALED(status))
        outcome.result = std::string("signal ") + strsignal(WTERMSIG(status));
    for (std::string line; std::getline(lines, line);)
        outcome.addresses.push_back(line);
    std::sort(outcome.addresses.begin(), outcome.addresses.end());
    return outcome;
}

} // namespace comparison
