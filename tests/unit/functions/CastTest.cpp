#include "core/functions/Cast.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

#include <string>
#include <vector>

using namespace weir;

namespace {

const DataType kTexts = DataType::array(DataType::string());
const DataType kNumbers = DataType::array(DataType::integer());

Value textList(const std::vector<std::string> &texts)
{
    ValueList values;
    for (const std::string &text : texts) {
        values.push_back(text == "-" ? Value() : Value(text));
    }
    return Value::list(std::move(values));
}

Value textMap(const std::vector<std::pair<std::string, std::string>> &entries)
{
    ValueMap values;
    for (const auto &[key, value] : entries) {
        values.emplace_back(Value(key), Value(value));
    }
    return Value::map(std::move(values));
}

/// Casts values as rows of one batch and prints what each gives.
std::string casted(const DataType &from, const std::vector<Value> &values, const DataType &to)
{
    Arena arena;
    Column in(from, values.size());
    Column out(to, values.size());
    for (std::size_t row = 0; row < values.size(); ++row) {
        in.setValue(row, values[row], arena);
    }
    functions::castColumn(in, Selection::all(values.size()), arena, out);
    std::string printed;
    for (std::size_t row = 0; row < values.size(); ++row) {
        printed += row == 0 ? "" : " ";
        printed += out.isError(row) ? "error" : toText(out.valueAt(row), to);
    }
    return printed;
}

} // namespace

class CastTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onePartThatFailsFailsTheWhole()
    {
        QCOMPARE(casted(kTexts,
                        {textList({"1", "-"}), textList({"1", "x"}), Value(), textList({"2"})},
                        kNumbers),
                 std::string("[1, null] error null [2]"));
        QCOMPARE(casted(DataType::array(kTexts),
                        {Value::list({textList({"1"}), textList({"x"})}),
                         Value::list({textList({"3"})})},
                        DataType::array(kNumbers)),
                 std::string("error [[3]]"));
        const DataType from = DataType::structOf({{"A", DataType::string()}, {"B", kTexts}});
        const DataType to = DataType::structOf(
            {{"A", DataType::integer()}, {"B", kNumbers}, {"C", DataType::integer()}});
        QCOMPARE(casted(from,
                        {Value::list({Value(std::string("1")), textList({"2"})}),
                         Value::list({Value(std::string("x")), textList({"2"})}),
                         Value::list({Value(), textList({"x"})}), Value()},
                        to),
                 std::string("Struct{A=1,B=[2]} error error null"));
    }

    void keysOfMapsStayDifferent()
    {
        const DataType texts = DataType::map(DataType::string(), DataType::string());
        const DataType counted = DataType::map(DataType::integer(), DataType::integer());
        QCOMPARE(casted(texts,
                        {textMap({{"1", "2"}, {"2", "2"}}), textMap({{"1", "2"}, {"01", "3"}}),
                         textMap({{"x", "2"}}), textMap({{"1", "x"}}), textMap({})},
                        counted),
                 std::string("{1=2, 2=2} error error error {}"));
    }
};

WEIR_TEST(CastTest)
#include "CastTest.moc"
