// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/api/tls.h"
#include "tests/support/std_text.h"

#include <QFile>
#include <QTest>

/// The PEM files are made by tests/api/data/make.
class TestTls : public QObject {
    Q_OBJECT
private slots:
    void keys_data();
    void keys();
    void refusedKeys_data();
    void refusedKeys();
    void chainsStayInOrder();
    void certificatesThatAreNone();
    void keyMustMatch();

private:
    static QByteArray file(const char* name)
    {
        QFile file(QFINDTESTDATA(QStringLiteral("../../api/data/") + QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void TestTls::keys_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<int>("algorithm");
    QTest::newRow("PKCS#1") << file("client-rsa.key") << int(QSsl::Rsa);
    QTest::newRow("PKCS#8 RSA") << file("client-rsa-pkcs8.key") << int(QSsl::Rsa);
    QTest::newRow("SEC1 behind EC PARAMETERS") << file("client-ec.key") << int(QSsl::Ec);
    QTest::newRow("PKCS#8 EC") << file("client-ec-pkcs8.key") << int(QSsl::Ec);
    QTest::newRow("behind a certificate") << file("client-ec.crt") + file("client-ec-pkcs8.key") << int(QSsl::Ec);
    QTest::newRow("CR LF") << file("client-rsa.key").replace("\n", "\r\n") << int(QSsl::Rsa);
}

void TestTls::keys()
{
    QFETCH(QByteArray, pem);
    QFETCH(int, algorithm);
    QVERIFY(pem.contains("PRIVATE KEY"));
    const auto key = api::readPrivateKey(pem);
    QVERIFY2(key, key ? "" : key.error().c_str());
    QCOMPARE(int(key->algorithm()), algorithm);
}

void TestTls::refusedKeys_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<std::string>("why");
    QTest::newRow("encrypted PKCS#1") << file("encrypted-pkcs1.key") << std::string("the private key is encrypted; decrypt it first");
    QTest::newRow("encrypted PKCS#8") << file("encrypted-pkcs8.key") << std::string("the private key is encrypted; decrypt it first");
    QTest::newRow("Ed25519") << file("ed25519.key") << std::string("Ed25519 keys are not supported; RSA and EC are");
    QTest::newRow("a certificate") << file("ca.crt") << std::string("no PRIVATE KEY block in the PEM text");
    QTest::newRow("nothing") << QByteArray() << std::string("no PRIVATE KEY block in the PEM text");
    QTest::newRow("broken") << QByteArray("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
                            << std::string("the block PRIVATE KEY is neither an RSA nor an EC key");
    QTest::newRow("cut off") << file("client-rsa.key").left(300) << std::string("no PRIVATE KEY block in the PEM text");
}

void TestTls::refusedKeys()
{
    QFETCH(QByteArray, pem);
    QFETCH(std::string, why);
    const auto key = api::readPrivateKey(pem);
    QVERIFY(!key);
    QCOMPARE(key.error(), why);
}

void TestTls::chainsStayInOrder()
{
    const auto chain = api::readCertificates(file("client-rsa.crt") + "comment\n" + file("client-rsa.key") + file("ca.crt"));
    QVERIFY(chain);
    QCOMPARE(chain->size(), 2);
    QCOMPARE(chain->at(0).subjectInfo(QSslCertificate::CommonName), QStringList{QStringLiteral("rsa")});
    QCOMPARE(chain->at(1).subjectInfo(QSslCertificate::CommonName), QStringList{QStringLiteral("Ndots test CA")});
}

void TestTls::certificatesThatAreNone()
{
    QCOMPARE(api::readCertificates("LS0tLS1CRUdJTi").error(), std::string("no PEM text"));
    QCOMPARE(api::readCertificates(file("client-rsa.key")).error(), std::string("no CERTIFICATE block in the PEM text"));
    const QByteArray broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    QCOMPARE(api::readCertificates(file("ca.crt") + broken).error(), std::string("certificate 2 is not valid DER"));
}

void TestTls::keyMustMatch()
{
    QVERIFY(api::readClientIdentity(file("client-rsa.crt"), file("client-rsa-pkcs8.key")));
    QVERIFY(api::readClientIdentity(file("client-ec.crt"), file("client-ec.key")));
    QCOMPARE(api::readClientIdentity(file("client-rsa.crt"), file("client-ec.key")).error(), std::string("private key does not match the certificate"));
    QCOMPARE(api::readClientIdentity(file("client-ec.crt"), file("server.key")).error(), std::string("private key does not match the certificate"));
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
