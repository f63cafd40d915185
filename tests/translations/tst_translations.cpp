// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Ndots authors
#include "model/words/note_rows.h"
#include "model/words/notes.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

namespace {

struct Entry {
    QString context, source;
    QStringList translations; ///< one, or one a plural form
};

/// The messages of a .ts file.
std::vector<Entry> readCatalogue(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<Entry> entries;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QStringLiteral("name"))
            context = xml.readElementText();
        else if (xml.name() == QStringLiteral("message"))
            entries.push_back({context, {}, {}});
        else if (xml.name() == QStringLiteral("source"))
            entries.back().source = xml.readElementText();
        else if (xml.name() == QStringLiteral("numerusform"))
            entries.back().translations += xml.readElementText();
        else if (xml.name() == QStringLiteral("translation") && !xml.attributes().hasAttribute(QStringLiteral("type"))) {
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            entries.back().translations += text.trimmed().isEmpty() ? QString() : text;
        }
    }
    return xml.hasError() ? std::vector<Entry>() : entries;
}

QStringList catalogues()
{
    QStringList paths;
    const QDir folder(QFINDTESTDATA("../../translations"));
    for (const QString& name : folder.entryList({QStringLiteral("ndots_*.ts")}))
        paths += folder.filePath(name);
    return paths;
}

/// %1, %2, %n and so on, sorted, each once.
QStringList placeholders(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("%L?(\\d+|n)"));
    QStringList found;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext())
        found += matches.next().captured();
    found.removeDuplicates();
    found.sort();
    return found;
}

/// A keyboard mnemonic is an & before a letter.
bool hasMnemonic(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("&\\w"), QRegularExpression::UseUnicodePropertiesOption);
    return text.contains(pattern);
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT

private slots:
    void translationsFitTheirOriginals_data()
    {
        QTest::addColumn<QString>("path");
        for (const QString& path : catalogues())
            QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
    }

    void translationsFitTheirOriginals()
    {
        QFETCH(QString, path);
        const std::vector<Entry> entries = readCatalogue(path);
        QVERIFY(entries.size() > 300);
        for (const Entry& entry : entries) {
            const QByteArray where = (entry.context + QStringLiteral(": ") + entry.source).toUtf8();
            QVERIFY2(!entry.translations.isEmpty(), where);
            for (const QString& translation : entry.translations) {
                QVERIFY2(!translation.trimmed().isEmpty(), where);
                QCOMPARE(placeholders(translation).join(QLatin1Char(' ')) + QLatin1Char(' ') + entry.source, placeholders(entry.source).join(QLatin1Char(' ')) + QLatin1Char(' ') + entry.source);
                QVERIFY2(hasMnemonic(translation) == hasMnemonic(entry.source), where);
                QVERIFY2(translation.endsWith(QLatin1Char('.')) == entry.source.endsWith(QLatin1Char('.')), where);
            }
        }
    }

    void germanIsCompiledIn()
    {
        const sim::Note note{sim::NoteCode::KubeNoNamespace, {"com"}};
        const QString english = words::sentence(note);
        QTranslator translator;
        QVERIFY(translator.load(QStringLiteral(":/i18n/ndots_de.qm")));
        QVERIFY(QCoreApplication::installTranslator(&translator));
        const QString german = words::sentence(note);
        QCOMPARE(german, QString::fromUtf8("Einen Namespace „com“ gibt es im Cluster nicht, deshalb antwortet das kubernetes-Plugin mit NXDOMAIN."));
        QCOMPARE(words::sentence({sim::NoteCode::CacheStored, {"30", "maximum"}}), QString::fromUtf8("Der Cache speichert die Antwort für 30 s. Maßgeblich: das Maximum des Caches."));
        QCoreApplication::removeTranslator(&translator);
        QCOMPARE(words::sentence(note), english);
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
