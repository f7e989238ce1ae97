#include "tests/unit/sql/Corpus.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace weir::test {

namespace {

bool rejectedByReferenceParser(const QJsonObject &item)
{
    const QJsonObject expected = item["expectedException"].toObject();
    const QJsonObject rest = item["expectedError"].toObject();
    return expected["message"].toString().contains("Syntax") ||
           rest["message"].toString().contains("Syntax Error");
}

} // namespace

const std::vector<CorpusStatement> &corpus()
{
    static const std::vector<CorpusStatement> statements = [] {
        std::vector<CorpusStatement> all;
        QSet<QString> seen;
        const QDir folder(QString(WEIR_SOURCE_DIR) + "/../shared/conformance/ksql");
        for (const QString &name : folder.entryList({"*.jsonl"}, QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly)) {
                continue;
            }
            while (!file.atEnd()) {
                const QJsonObject item = QJsonDocument::fromJson(file.readLine()).object();
                const QJsonArray texts = item["statements"].toArray();
                for (const QJsonValue &text : texts) {
                    if (seen.contains(text.toString())) {
                        continue;
                    }
                    seen.insert(text.toString());
                    // The statement that an expected syntax error means is the last of its case.
                    const bool isLast = text == texts.last();
                    all.push_back({item["id"].toString().toStdString(),
                                   text.toString().toStdString(),
                                   isLast && rejectedByReferenceParser(item)});
                }
            }
        }
        return all;
    }();
    return statements;
}

} // namespace weir::test
