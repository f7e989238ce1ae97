#pragma once

#include "core/base/NodeKey.h"
#include "core/base/SourceSpan.h"

#include <optional>
#include <string>

namespace weir {

/// Who has to act on an error: the person (a wrong statement, a bad option), us (a bug), or the
/// world outside (broker, disk, registry).
enum class ErrorKind { User, Internal, External };

/// A failure as a value. `code` is stable and tested ("bind.unknown-column"): room, dot, words with
/// hyphens. `message` is one sentence for a person, without code and without trailing full stop.
struct Error {
    std::string code;
    ErrorKind kind = ErrorKind::User;
    std::string message;
    std::optional<SourceSpan> span = std::nullopt;
    NodeKey node = {};
    /// The same call may succeed later without any change (an outage, a busy lock).
    bool retriable = false;
    /// The object that reported it cannot be used any more.
    bool fatal = false;
};

/// Makes an error of kind User.
Error userError(std::string code, std::string message);
/// Makes an error of kind User that points into a text.
Error userError(std::string code, std::string message, SourceSpan span);
/// Makes an error of kind External.
Error externalError(std::string code, std::string message, bool retriable = false);
/// Makes an error of kind Internal.
Error internalError(std::string code, std::string message);

} // namespace weir
