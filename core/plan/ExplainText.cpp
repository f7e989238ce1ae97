#include "core/plan/ExplainText.h"

#include "core/plan/DescribeNode.h"

#include <fmt/format.h>

namespace weir::plan {

namespace {

void explainNode(const Query &query, NodeIndex index, int depth, std::string &text)
{
    const Node &node = query.nodes[index];
    const NodeTitle title = describeNode(query, node);
    text += fmt::format("{:{}}{}: {}{}{}\n", "", depth * 2, node.key.value, title.title,
                        title.detail.empty() ? "" : " | ", title.detail);
    text += fmt::format("{:{}}[{}]\n", "", depth * 2 + 4, node.schema.toString(node.table));
    for (const NodeKey &covered : node.covers) {
        text += fmt::format("{:{}}covers {}\n", "", depth * 2 + 4, covered.value);
    }
    for (const NodeIndex input : node.inputs) {
        explainNode(query, input, depth + 1, text);
    }
}

} // namespace

std::string explainText(const Query &query)
{
    std::string text;
    if (!query.nodes.empty()) {
        explainNode(query, query.nodes.size() - 1, 0, text);
    }
    return text;
}

} // namespace weir::plan
