#include "core/state/KeyEncoding.h"

#include "core/state/RowEncoding.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace weir;

class KeyEncodingTest : public QObject {
    Q_OBJECT

private:
    static Column columnOf(const DataType &type, const std::vector<Value> &values, Arena &arena)
    {
        Column column(type, values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            column.setValue(i, values[i], arena);
        }
        return column;
    }

    /// Values must be given in rising order.
    static void check(const DataType &type, const std::vector<Value> &values)
    {
        Arena arena;
        const Column column = columnOf(type, values, arena);
        // Alone, and in front of another column: both forms sort and read back.
        const Column tail = columnOf(
            DataType::string(), std::vector<Value>(values.size(), Value(std::string("t"))), arena);
        for (const bool two : {false, true}) {
            const state::KeyEncoding encoding(two ? std::vector<DataType>{type, DataType::string()}
                                                  : std::vector<DataType>{type});
            std::vector<const Column *> columns{&column};
            if (two) {
                columns.push_back(&tail);
            }
            std::vector<std::string_view> keys;
            const std::vector<std::int32_t> partitions(values.size(), 3);
            encoding.encode(columns, Selection::all(values.size()), partitions.data(), arena, keys);
            QVERIFY(std::is_sorted(keys.begin(), keys.end()));
            QVERIFY(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
            Column read(type, values.size());
            Column readTail(DataType::string(), values.size());
            std::vector<Column *> targets{&read};
            if (two) {
                targets.push_back(&readTail);
            }
            for (std::size_t i = 0; i < keys.size(); ++i) {
                QVERIFY(encoding.decode(keys[i], true, targets, i, arena));
                QVERIFY(read.valueAt(i) == values[i]);
            }
        }
    }

private Q_SLOTS:
    void sortsAndReadsBack()
    {
        check(DataType::integer(), {Value(), Value(INT32_MIN), Value(-1), Value(0), Value(7)});
        check(DataType::bigint(), {Value(), Value(INT64_MIN), Value(std::int64_t{-5}),
                                   Value(std::int64_t{0}), Value(INT64_MAX)});
        check(DataType::doubleType(),
              {Value(), Value(-1e300), Value(-0.5), Value(0.0), Value(0.25), Value(1e9)});
        check(DataType::boolean(), {Value(), Value(false), Value(true)});
        check(DataType::string(), {Value(), Value(std::string()), Value(std::string(1, '\0')),
                                   Value(std::string("\0\1", 2)), Value(std::string("a")),
                                   Value(std::string("aa")), Value(std::string("b"))});
        check(DataType::decimal(5, 2), {Value(Decimal(-1234, 2)), Value(Decimal(0, 2)),
                                        Value(Decimal(5, 2)), Value(Decimal(99999, 2))});
        check(DataType::decimal(50, 2),
              {Value(*Decimal::parse("-123456789012345678901234567890123456789012345678.90")),
               Value(*Decimal::parse("-123456789012345678901234567890123456789012345678.89")),
               Value(Decimal(-1, 2)), Value(Decimal(0, 2)), Value(Decimal(5, 2)),
               Value(*Decimal::parse("999999999999999999999999999999999999999999999999.99"))});
        check(DataType::array(DataType::integer()),
              {Value::list({}), Value::list({Value(1)}), Value::list({Value(1), Value(0)}),
               Value::list({Value(2)})});
    }

    void keepsRowsOfAllTypes()
    {
        Arena arena;
        const std::vector<DataType> types{
            DataType::integer(),      DataType::string(),  DataType::array(DataType::string()),
            DataType::decimal(30, 4), DataType::boolean(), DataType::decimal(70, 10)};
        const std::vector<Value> row{
            Value(-9),
            Value(std::string("text")),
            Value::list({Value(std::string("x")), Value(), Value(std::string())}),
            Value(Decimal(123456, 4)),
            Value(true),
            Value(*Decimal::parse("-" + std::string(60, '7') + ".0000000001"))};
        std::vector<ColumnPtr> columns;
        for (std::size_t i = 0; i < types.size(); ++i) {
            columns.push_back(
                std::make_shared<const Column>(columnOf(types[i], {Value(), row[i]}, arena)));
        }
        const state::RowEncoding encoding(types);
        std::string bytes[2];
        encoding.encode(columns, 0, bytes[0]);
        encoding.encode(columns, 1, bytes[1]);
        const std::vector<std::string_view> rows{bytes[0], {}, bytes[1]};
        for (std::size_t i = 0; i < types.size(); ++i) {
            const ColumnPtr read = encoding.decode(rows, i, arena);
            QVERIFY(read->isNull(0));
            QVERIFY(read->isNull(1));
            QVERIFY(read->valueAt(2) == row[i]);
        }
    }
};

WEIR_TEST(KeyEncodingTest)
#include "KeyEncodingTest.moc"
