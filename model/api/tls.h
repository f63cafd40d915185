// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#pragma once

#include <tl/expected.hpp>

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>

#include <string>

/// TLS material of a kubeconfig as Qt's values (PEM text in, reference/kubernetes-client.md section 1.8).
namespace api {

struct ClientIdentity {
    QList<QSslCertificate> chain;   ///< leaf first
    QSslKey key;
    [[nodiscard]] bool isNull() const { return chain.isEmpty(); }
    bool operator==(const ClientIdentity&) const = default;
};

/// Every certificate of a PEM text; other blocks are skipped. The error says why there is none.
[[nodiscard]] tl::expected<QList<QSslCertificate>, std::string> readCertificates(const QByteArray& pem);

/// The first private key of a PEM text: PKCS#1 (RSA), SEC1 (EC) or PKCS#8 with either. The error says what stands there instead:
/// an encrypted key, a key type that Qt cannot use (Ed25519), no key at all.
[[nodiscard]] tl::expected<QSslKey, std::string> readPrivateKey(const QByteArray& pem);

/// Certificate chain and key, checked to belong together.
[[nodiscard]] tl::expected<ClientIdentity, std::string> readClientIdentity(const QByteArray& certificatePem, const QByteArray& keyPem);

} // namespace api
