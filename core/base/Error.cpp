#include "core/base/Error.h"

#include <utility>

namespace weir {

Error userError(std::string code, std::string message)
{
    return {.code = std::move(code), .kind = ErrorKind::User, .message = std::move(message)};
}

Error userError(std::string code, std::string message, SourceSpan span)
{
    return {.code = std::move(code),
            .kind = ErrorKind::User,
            .message = std::move(message),
            .span = span};
}

Error externalError(std::string code, std::string message, bool retriable)
{
    return {.code = std::move(code),
            .kind = ErrorKind::External,
            .message = std::move(message),
            .retriable = retriable};
}

Error internalError(std::string code, std::string message)
{
    return {.code = std::move(code), .kind = ErrorKind::Internal, .message = std::move(message)};
}

} // namespace weir
