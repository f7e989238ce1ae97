#include "core/runtime/JsonShape.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>

namespace weir::runtime {

template <class Element> void JsonShape::addElement(Element element)
{
    using simdjson::dom::element_type;
    switch (element.type()) {
    case element_type::BOOL:
        ++m_booleans;
        break;
    case element_type::INT64: {
        const auto number = std::int64_t(element);
        ++(number >= INT32_MIN && number <= INT32_MAX ? m_integers : m_longs);
        break;
    }
    case element_type::UINT64:
    case element_type::DOUBLE:
        ++m_doubles;
        break;
    case element_type::STRING:
        ++m_strings;
        break;
    case element_type::ARRAY:
        ++m_arrays;
        if (!m_element) {
            m_element = std::make_shared<JsonShape>();
        }
        for (const simdjson::dom::element child : simdjson::dom::array(element)) {
            m_element->addElement(child);
        }
        break;
    case element_type::OBJECT:
        ++m_objects;
        for (const auto &[name, child] : simdjson::dom::object(element)) {
            auto &shape = m_fields[std::string(name)];
            if (!shape) {
                shape = std::make_shared<JsonShape>();
                m_fieldNames.emplace_back(name);
            }
            shape->addElement(child);
        }
        break;
    case element_type::NULL_VALUE:
        break;
    }
}

void JsonShape::add(std::string_view json)
{
    simdjson::dom::parser parser;
    simdjson::dom::element element;
    if (parser.parse(json.data(), json.size()).get(element) == simdjson::SUCCESS) {
        addElement(element);
    }
}

std::size_t JsonShape::kindsSeen() const
{
    const std::size_t numbers = m_integers + m_longs + m_doubles;
    return std::size_t(m_booleans > 0) + std::size_t(numbers > 0) + std::size_t(m_strings > 0) +
           std::size_t(m_arrays > 0) + std::size_t(m_objects > 0);
}

DataType JsonShape::type() const
{
    if (kindsSeen() != 1 || m_strings > 0) {
        return DataType::string();
    }
    if (m_booleans > 0) {
        return DataType::boolean();
    }
    if (m_arrays > 0) {
        return DataType::array(m_element->type());
    }
    if (m_objects > 0) {
        std::vector<StructField> fields;
        for (const std::string &name : m_fieldNames) {
            fields.push_back({name, field(name).type()});
        }
        return fields.empty() ? DataType::string() : DataType::structOf(std::move(fields));
    }
    if (m_doubles > 0) {
        return DataType::doubleType();
    }
    return m_longs > 0 ? DataType::bigint() : DataType::integer();
}

std::size_t JsonShape::agreeing() const
{
    const std::size_t numbers = m_integers + m_longs + m_doubles;
    return kindsSeen() == 1 ? m_booleans + numbers + m_strings + m_arrays + m_objects : m_strings;
}

} // namespace weir::runtime
