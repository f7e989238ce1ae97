#pragma once

#include "core/types/PlaceIndex.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir::functions {

enum class JsonKind { Null, Boolean, Number, String, Array, Object };

/// A JSON value read from a text column: small, and made to be written again.
struct JsonNode {
    JsonKind kind = JsonKind::Null;
    /// The decoded text of a String, the literal of a Number as it stands, true or false.
    std::string text = {};
    std::vector<JsonNode> items = {};    ///< of an Array, or the values of an Object
    std::vector<std::string> names = {}; ///< of an Object, one an item, all different

    bool is(JsonKind wanted) const { return kind == wanted; }
    /// Returns the value of a name of an Object; null if there is none.
    const JsonNode *find(std::string_view name) const;
};

/// Fills an Object.
class JsonObjectBuilder {
public:
    /// `object` must outlive the builder and holds no names yet.
    explicit JsonObjectBuilder(JsonNode &object)
        : m_object(object)
    {
    }
    /// Sets a name; one that is there already keeps its place.
    void set(std::string name, JsonNode value);

private:
    JsonNode &m_object;
    PlaceIndex m_index;
};

/// Reads the first JSON value of a text; what follows it is not looked at. Of equal names the last
/// stands. Nothing when the text does not begin with a value or is nested deeper than 512.
std::optional<JsonNode> readJson(std::string_view text);

/// Reads a text that is one JSON value and nothing else.
std::optional<JsonNode> readWholeJson(std::string_view text);

/// Writes a value without blanks; numbers as they were read.
void appendJson(std::string &out, const JsonNode &node);

} // namespace weir::functions
