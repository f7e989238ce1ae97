#include "core/functions/SignatureParser.h"

#include <cassert>
#include <map>
#include <string>
#include <utility>

namespace weir::functions {

namespace {

using catalog::FunctionSignature;
using catalog::TypePattern;

class SignatureReader {
public:
    explicit SignatureReader(std::string_view text)
        : m_text(text)
    {
    }

    FunctionSignature signature()
    {
        FunctionSignature result;
        result.name = word();
        expect("(");
        while (!accept(")")) {
            accept(",");
            result.parameters.push_back(pattern());
            if (accept("...")) {
                result.variadic = result.parameters.size() - 1;
            }
        }
        expect("->");
        result.result = pattern();
        assert(m_text.empty());
        return result;
    }

private:
    void skipBlanks()
    {
        while (!m_text.empty() && m_text.front() == ' ') {
            m_text.remove_prefix(1);
        }
    }
    bool accept(std::string_view token)
    {
        skipBlanks();
        if (m_text.substr(0, token.size()) != token) {
            return false;
        }
        m_text.remove_prefix(token.size());
        return true;
    }
    void expect([[maybe_unused]] std::string_view token)
    {
        [[maybe_unused]] const bool found = accept(token);
        assert(found);
    }
    std::string word()
    {
        skipBlanks();
        std::size_t length = 0;
        while (
            length < m_text.size() &&
            (std::isalnum(static_cast<unsigned char>(m_text[length])) || m_text[length] == '_')) {
            ++length;
        }
        assert(length > 0);
        std::string result(m_text.substr(0, length));
        m_text.remove_prefix(length);
        return result;
    }
    TypePattern lambda()
    {
        TypePattern result;
        result.kind = TypePattern::Kind::Lambda;
        while (!accept(")")) {
            accept(",");
            result.children.push_back(pattern());
        }
        expect("=>");
        result.children.push_back(pattern());
        return result;
    }
    TypePattern pattern()
    {
        if (accept("(")) {
            return lambda();
        }
        const std::string name = word();
        TypePattern result;
        if (name.size() == 1) {
            result.kind = TypePattern::Kind::Variable;
            result.variable = name[0];
        } else if (name == "ARRAY" || name == "MAP") {
            result.kind = name == "MAP" ? TypePattern::Kind::Map : TypePattern::Kind::Array;
            expect("<");
            result.children.push_back(pattern());
            if (accept(",")) {
                result.children.push_back(pattern());
            }
            expect(">");
        } else if (name == "DECIMAL") {
            result.kind = TypePattern::Kind::Decimal;
        } else if (name == "STRUCT") {
            result.kind = TypePattern::Kind::Struct;
        } else if (name == "ANY") {
            result.kind = TypePattern::Kind::Any;
        } else if (name == "UNIT") {
            result.kind = TypePattern::Kind::Unit;
        } else {
            static const std::map<std::string, TypeKind> kNames = {
                {"BOOLEAN", TypeKind::Boolean},    {"INTEGER", TypeKind::Integer},
                {"BIGINT", TypeKind::Bigint},      {"DOUBLE", TypeKind::Double},
                {"STRING", TypeKind::String},      {"BYTES", TypeKind::Bytes},
                {"DATE", TypeKind::Date},          {"TIME", TypeKind::Time},
                {"TIMESTAMP", TypeKind::Timestamp}};
            assert(kNames.count(name) == 1);
            result.type = DataType(kNames.at(name));
        }
        return result;
    }

    std::string_view m_text;
};

} // namespace

FunctionSignature parseSignature(std::string_view text)
{
    return SignatureReader(text).signature();
}

} // namespace weir::functions
