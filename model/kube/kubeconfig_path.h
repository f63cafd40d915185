// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <string>
#include <string_view>

/// Paths of a kubeconfig as texts, so that a Windows file can be read, and tested, anywhere: a file name with a drive or a \\server in
/// front makes its folder a Windows one.
namespace kube {

/// The path as the kubeconfig `fileName` means it: relative ones from its folder. "" stays "". ~ and variables are not expanded.
[[nodiscard]] std::string resolvePath(std::string_view path, const std::string& fileName);
/// The same for exec.command, which is a path only if it holds the system's separator (\ on Windows); others are looked up on PATH.
[[nodiscard]] std::string resolveCommand(std::string_view command, const std::string& fileName);

} // namespace kube
