#pragma once

#include "core/types/DataType.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::runtime {

/// What was seen of one JSON field over many documents.
class JsonShape {
public:
    /// Counts one value, given as JSON text.
    void add(std::string_view json);

    /// Returns the narrowest type that holds what was seen; VARCHAR for a mixture or only nulls.
    DataType type() const;
    /// Returns how many values the type holds without turning them into text.
    std::size_t agreeing() const;
    /// Fields of objects in order of first appearance.
    const std::vector<std::string> &fieldNames() const { return m_fieldNames; }
    const JsonShape &field(const std::string &name) const { return *m_fields.at(name); }
    std::size_t objects() const { return m_objects; }

private:
    template <class Element> void addElement(Element element);
    std::size_t kindsSeen() const;

    std::size_t m_booleans = 0;
    std::size_t m_integers = 0;
    std::size_t m_longs = 0;
    std::size_t m_doubles = 0;
    std::size_t m_strings = 0;
    std::size_t m_arrays = 0;
    std::size_t m_objects = 0;
    std::shared_ptr<JsonShape> m_element;
    std::vector<std::string> m_fieldNames;
    std::map<std::string, std::shared_ptr<JsonShape>> m_fields;
};

} // namespace weir::runtime
