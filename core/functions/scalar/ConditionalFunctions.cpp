#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/types/ColumnCompare.h"

namespace weir::functions {

namespace {

/// First argument that is not null. The expression program asks for later arguments only where
/// earlier ones are null; this is the same over columns that are all there.
void coalesceKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        for (const ColumnPtr &argument : call.arguments) {
            if (!argument->isNull(row)) {
                out.setFrom(row, *argument, row);
                return;
            }
        }
    });
}

template <int Sign> void extremeKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        const Column *best = nullptr;
        for (const ColumnPtr &argument : call.arguments) {
            if (!argument->isNull(row) &&
                (best == nullptr || compareRows(*argument, row, *best, row) * Sign > 0)) {
                best = argument.get();
            }
        }
        if (best != nullptr) {
            out.setFrom(row, *best, row);
        }
    });
}

void nullIfKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        if (!call[0].isNull(row) && !equalRows(call[0], row, call[1], row)) {
            out.setFrom(row, call[0], row);
        }
    });
}

void copyKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) { out.setFrom(row, call[0], row); });
}

std::optional<DataType> orderedFirst(std::span<const DataType> types)
{
    return types[0].isNested() ? std::nullopt : std::optional(types[0]);
}

/// Some argument has a type, and numbers are all of one kind: which of several they are to be
/// cast to would be ambiguous.
bool areOfOneKind(std::span<const std::optional<DataType>> types)
{
    std::optional<TypeKind> number;
    bool typed = false;
    for (const std::optional<DataType> &type : types) {
        typed = typed || type;
        if (type && type->isNumeric()) {
            if (number && *number != type->kind()) {
                return false;
            }
            number = type->kind();
        }
    }
    return typed;
}

ScalarFunction extremeOf(ScalarKernel kernel)
{
    ScalarFunction function = nullAware(std::move(kernel));
    function.resultType = orderedFirst;
    function.accepts = areOfOneKind;
    return function;
}

} // namespace

void addConditionalFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("conditional");
    registry.add("COALESCE(T, T...) -> T", ScalarFunction{coalesceKernel},
                 "Returns the first argument that is not null.");
    registry.add("IFNULL(T, T) -> T", ScalarFunction{coalesceKernel},
                 "Returns the first argument, or the second if it is null.");
    registry.add("NULLIF(T, T) -> T", nullAware(nullIfKernel),
                 "Returns null if both arguments are equal, else the first.");
    registry.add("AS_VALUE(T) -> T", ScalarFunction{copyKernel},
                 "Copies a key column into the value.");
    registry.add("GREATEST(T, T...) -> T", extremeOf(extremeKernel<1>),
                 "Returns the largest argument; nulls are left out.");
    registry.add("LEAST(T, T...) -> T", extremeOf(extremeKernel<-1>),
                 "Returns the smallest argument; nulls are left out.");
}

} // namespace weir::functions
