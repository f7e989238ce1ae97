#pragma once

#include "core/bind/BindContext.h"
#include "core/sql/view/TypeName.h"
#include "core/types/DataType.h"

#include <optional>

namespace weir::bind {

/// Returns the type a type name stands for, named types (CREATE TYPE) included. Reports
/// bind.unknown-type and bind.bad-type.
std::optional<DataType> bindType(BindContext &context, const sql::TypeName &type);

} // namespace weir::bind
