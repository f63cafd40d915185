// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/tls.h"

#include <optional>
#include <string_view>

namespace api {

namespace {

constexpr std::string_view beginMark = "-----BEGIN ";
constexpr std::string_view endMark = "-----END ";
constexpr std::string_view dashes = "-----";

struct PemBlock {
    std::string_view label; ///< "RSA PRIVATE KEY"
    std::string_view text;  ///< with its BEGIN and END lines
};

/// The next block at or after `from`, which moves behind it; nullopt where none begins or one does not end.
std::optional<PemBlock> nextBlock(std::string_view pem, std::size_t& from)
{
    const std::size_t begin = pem.find(beginMark, from);
    if (begin == std::string_view::npos)
        return std::nullopt;
    const std::size_t labelBegin = begin + beginMark.size();
    const std::size_t labelEnd = pem.find(dashes, labelBegin);
    if (labelEnd == std::string_view::npos)
        return std::nullopt;
    const std::string_view label = pem.substr(labelBegin, labelEnd - labelBegin);
    const std::size_t end = pem.find(endMark, labelEnd);
    const std::size_t close = end == std::string_view::npos ? end : pem.find(dashes, end + endMark.size());
    if (close == std::string_view::npos)
        return std::nullopt;
    from = close + dashes.size();
    return PemBlock{label, pem.substr(begin, from - begin)};
}

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size())) + '\n';
}

bool isEncrypted(const PemBlock& block)
{
    return block.label == "ENCRYPTED PRIVATE KEY" || block.text.find("4,ENCRYPTED") != std::string_view::npos;
}

/// PKCS#8 holds its algorithm's OID in DER: 1.3.101.112 is Ed25519 (RFC 8410).
bool isEd25519(const PemBlock& block)
{
    const std::size_t firstLine = block.text.find('\n');
    const std::size_t end = block.text.find(endMark);
    if (firstLine == std::string_view::npos || end < firstLine)
        return false;
    const QByteArray der = QByteArray::fromBase64(bytesOf(block.text.substr(firstLine, end - firstLine)));
    return der.contains(QByteArray::fromHex("06032b6570"));
}

QSslKey keyFrom(const PemBlock& block)
{
    const QByteArray pem = bytesOf(block.text);
    if (block.label == "RSA PRIVATE KEY")
        return QSslKey(pem, QSsl::Rsa, QSsl::Pem);
    if (block.label == "EC PRIVATE KEY")
        return QSslKey(pem, QSsl::Ec, QSsl::Pem);
    const QSslKey rsa(pem, QSsl::Rsa, QSsl::Pem);
    return rsa.isNull() ? QSslKey(pem, QSsl::Ec, QSsl::Pem) : rsa;
}

/// The private key's DER repeats the public key: modulus and exponent in PKCS#1 (RFC 8017 A.1.2), the point in SEC1 (RFC 5915).
/// So the end of the certificate's public key must stand in it.
bool belongTogether(const QSslCertificate& leaf, const QSslKey& key)
{
    const QSslKey publicKey = leaf.publicKey();
    if (publicKey.algorithm() != key.algorithm())
        return false;
    const int fieldBytes = (publicKey.length() + 7) / 8;
    const int sharedBytes = publicKey.algorithm() == QSsl::Ec ? 2 * fieldBytes : fieldBytes;
    return key.toDer().contains(publicKey.toDer().right(sharedBytes));
}

} // namespace

tl::expected<QList<QSslCertificate>, std::string> readCertificates(const QByteArray& pem)
{
    QList<QSslCertificate> certificates;
    std::size_t from = 0;
    bool hasBlock = false;
    while (const auto block = nextBlock(view(pem), from)) {
        hasBlock = true;
        if (block->label != "CERTIFICATE")
            continue;
        const QSslCertificate certificate(bytesOf(block->text), QSsl::Pem);
        if (certificate.isNull())
            return tl::unexpected<std::string>("certificate " + std::to_string(certificates.size() + 1) + " is not valid DER");
        certificates.append(certificate);
    }
    if (certificates.isEmpty())
        return tl::unexpected<std::string>(hasBlock ? "no CERTIFICATE block in the PEM text" : "no PEM text");
    return certificates;
}

tl::expected<QSslKey, std::string> readPrivateKey(const QByteArray& pem)
{
    std::size_t from = 0;
    while (const auto block = nextBlock(view(pem), from)) {
        if (!block->label.ends_with("PRIVATE KEY")) // certificates and EC PARAMETERS may precede
            continue;
        if (isEncrypted(*block))
            return tl::unexpected<std::string>("the private key is encrypted; decrypt it first");
        const QSslKey key = keyFrom(*block);
        if (!key.isNull())
            return key;
        if (isEd25519(*block))
            return tl::unexpected<std::string>("Ed25519 keys are not supported; RSA and EC are");
        return tl::unexpected<std::string>("the block " + std::string(block->label) + " is neither an RSA nor an EC key");
    }
    return tl::unexpected<std::string>("no PRIVATE KEY block in the PEM text");
}

tl::expected<ClientIdentity, std::string> readClientIdentity(const QByteArray& certificatePem, const QByteArray& keyPem)
{
    auto chain = readCertificates(certificatePem);
    if (!chain)
        return tl::unexpected<std::string>("client certificate: " + chain.error());
    auto key = readPrivateKey(keyPem);
    if (!key)
        return tl::unexpected<std::string>("client key: " + key.error());
    if (!belongTogether(chain->first(), *key))
        return tl::unexpected<std::string>("private key does not match the certificate");
    return ClientIdentity{std::move(*chain), std::move(*key)};
}

} // namespace api
