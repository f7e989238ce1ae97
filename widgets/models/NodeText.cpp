#include "widgets/models/NodeText.h"

#include "core/plan/DescribeNode.h"

#include <algorithm>
#include <variant>

namespace weir::studio {

namespace {

struct GlyphOf {
    Glyph operator()(const plan::ScanOp &op) const
    {
        return op.source->isTable() ? Glyph::Table : Glyph::Stream;
    }
    Glyph operator()(const plan::FilterOp &op) const
    {
        return op.having ? Glyph::Having : Glyph::Filter;
    }
    Glyph operator()(const plan::ProjectOp &) const { return Glyph::Columns; }
    Glyph operator()(const plan::RekeyOp &) const { return Glyph::Key; }
    Glyph operator()(const plan::ExchangeOp &) const { return Glyph::Partition; }
    Glyph operator()(const plan::JoinOp &) const { return Glyph::Join; }
    Glyph operator()(const plan::WindowOp &) const { return Glyph::Window; }
    Glyph operator()(const plan::AggregateOp &) const { return Glyph::Group; }
    Glyph operator()(const plan::FlattenOp &) const { return Glyph::Columns; }
    Glyph operator()(const plan::UnionOp &) const { return Glyph::Join; }
    Glyph operator()(const plan::CoalesceOp &) const { return Glyph::Table; }
    Glyph operator()(const plan::LimitOp &) const { return Glyph::Filter; }
    Glyph operator()(const plan::SinkOp &) const { return Glyph::Sink; }
    Glyph operator()(const plan::ResultOp &) const { return Glyph::Results; }
};

} // namespace

QString oneLine(const std::string &sql, SourceSpan span)
{
    const std::size_t begin = std::min(span.begin, sql.size());
    const std::size_t end = std::min(std::max(span.end, begin), sql.size());
    return QString::fromUtf8(sql.data() + begin, static_cast<qsizetype>(end - begin)).simplified();
}

NodeText nodeText(const plan::Query &query, const plan::Node &node)
{
    const plan::NodeTitle words = plan::describeNode(query, node);
    NodeText text;
    text.title = QString::fromStdString(words.title);
    text.detail = QString::fromStdString(words.detail);
    text.glyph = std::visit(GlyphOf{}, node.op);
    text.role = std::holds_alternative<plan::SinkOp>(node.op) ? ColorRole::Sink
                : node.table                                  ? ColorRole::Table
                                                              : ColorRole::Stream;
    return text;
}

bool isShownNode(const plan::Query &query, const plan::Node &node)
{
    return plan::isDrawn(query, node) && !std::holds_alternative<plan::SinkOp>(node.op) &&
           !std::holds_alternative<plan::ResultOp>(node.op);
}

} // namespace weir::studio
