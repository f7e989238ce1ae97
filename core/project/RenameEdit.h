#pragma once

#include "core/project/EditOp.h"
#include "core/sql/view/Statement.h"

namespace weir::project {

/// Returns whether the statement defines a stream or table.
bool definesSource(sql::StatementView statement);

/// Works out a RenameSource; see planEdit.
Result<Edit> planRename(const EditContext &context, const RenameSource &op);

/// Works out a RenameColumn; see planEdit.
Result<Edit> planRenameColumn(const EditContext &context, const RenameColumn &op);

} // namespace weir::project
