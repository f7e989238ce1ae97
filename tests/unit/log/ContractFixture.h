#pragma once

#include "core/log/Cluster.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>
#include <vector>

namespace weir::test {

/// A record as the contract tests compare it: values instead of views.
struct PlainRecord {
    std::int64_t offset = 0;
    EpochMs timestamp = 0;
    std::optional<std::string> key;
    std::optional<std::string> value;
    std::vector<std::pair<std::string, std::optional<std::string>>> headers = {};

    bool operator==(const PlainRecord &) const = default;
};

/// What a reader handed out of one partition.
struct ReadBack {
    std::vector<PlainRecord> records;
    std::vector<log::ReaderEvent> events;
    bool atEnd = false;
};

/// Every contract test runs once per kind of cluster: adds them as rows of initTestCase_data().
void addClusterRows();

/// One opened cluster of the row under test, with a name space of its own for topics.
class ContractFixture {
public:
    /// Opens the cluster of the global data row. Returns false where there is none to open, with a
    /// reason to QSKIP, and where it cannot be opened, with what failed.
    bool open();
    const QString &skipReason() const { return m_skipReason; }
    const QString &failure() const { return m_failure; }

    log::Cluster &cluster() { return *m_cluster; }
    /// Opens the same data as a second client would; the same object for memory.
    log::ClusterPtr secondClient();
    bool isKafka() const { return m_cluster->kind() == log::ClusterKind::Kafka; }
    /// Returns a name nobody else uses.
    std::string freshName(const std::string &stem);
    /// Makes a topic without retention and returns its name.
    std::string makeTopic(std::int32_t partitions = 1, log::TopicConfig config = {});
    /// Appends records "k0"/"v0"… with timestamps 1000, 1001, … and returns the first offset.
    std::int64_t appendNumbered(const std::string &topic, std::int32_t partition, int count,
                                int first = 0);
    /// Reads one partition from a position to its end.
    ReadBack readToEnd(const std::string &topic, std::int32_t partition, log::Position from);
    /// Waits until a committed transaction shows: a broker writes its marker after it answered.
    void awaitStable(const std::string &topic);
    /// Polls until the partition's end is reported, a problem is reported, or time is up.
    static ReadBack pollToEnd(log::Reader &reader, const TopicPartition &partition,
                              std::size_t budget = 1U << 20U);

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_address;
    log::ClusterPtr m_cluster;
    QString m_skipReason;
    QString m_failure;
};

/// Returns a deadline that only a hang reaches.
Deadline soon();
/// Turns slab records into plain ones.
void appendPlain(const Slab &slab, std::vector<PlainRecord> &to);

} // namespace weir::test

/// Opens the row's cluster as `fixture`; skips where no broker is given, fails where it is no use.
#define WEIR_CONTRACT_FIXTURE(fixture)                                                             \
    weir::test::ContractFixture fixture;                                                           \
    if (!fixture.open()) {                                                                         \
        if (fixture.skipReason().isEmpty()) {                                                      \
            QFAIL(qPrintable(fixture.failure()));                                                  \
        }                                                                                          \
        QSKIP(qPrintable(fixture.skipReason()));                                                   \
    }

/// Fails the test, with the error's text, unless the result holds a value.
#define WEIR_OK(result)                                                                            \
    do {                                                                                           \
        const auto &weirOk = (result);                                                             \
        QVERIFY2(weirOk.has_value(),                                                               \
                 weirOk ? "" : (weirOk.error().code + ": " + weirOk.error().message).c_str());     \
    } while (false)

/// Fails the test unless the result is the error of this code.
#define WEIR_FAILS(result, expectedCode)                                                           \
    do {                                                                                           \
        const auto &weirFails = (result);                                                          \
        QVERIFY2(!weirFails.has_value(), "no error");                                              \
        QCOMPARE(weirFails.error().code, std::string(expectedCode));                               \
    } while (false)
