#pragma once

#include "core/sql/SyntaxTree.h"
#include "core/sql/view/Statement.h"

#include <string>
#include <vector>

namespace weir::language {

/// What a grammar would accept at a caret.
enum class CaretPlace {
    Nothing,       ///< in a comment or a string that is no property's value
    Statement,     ///< where a statement begins
    SourceName,    ///< after FROM, JOIN, INTO, DESCRIBE, DROP STREAM …
    TopicName,     ///< after PRINT
    PropertyName,  ///< in WITH (…), before `=`
    PropertyValue, ///< in WITH (…), after `=`
    WindowType,    ///< after WINDOW
    TimeUnit,      ///< after the number of a duration
    Type,          ///< in a column list after the name, or after CAST … AS
    Member,        ///< after `alias.`
    Expression,    ///< anywhere else in a query
    Other,         ///< words only
};

/// The caret, seen from the tokens before it.
struct CaretContext {
    CaretPlace place = CaretPlace::Other;
    /// The bytes that a completion takes the place of: the word begun, up to the caret.
    SourceSpan replaces;
    /// PropertyValue: the property, upper case; whether the caret is within a string.
    std::string property;
    bool inString = false;
    /// Member: the alias.
    std::string alias;
    sql::StatementView statement;
};

/// Works out what may stand at a byte offset of the tree's text.
CaretContext contextAt(const sql::SyntaxTree &tree, std::size_t caret);

} // namespace weir::language
