#include "core/functions/Families.h"

namespace weir::functions {

void addAllFamilies(FunctionRegistry &registry)
{
    addStringFunctions(registry);
    addMathFunctions(registry);
    addTrigonometryFunctions(registry);
    addRoundingFunctions(registry);
    addConditionalFunctions(registry);
    addSimpleAggregates(registry);
    addExtremeAggregates(registry);
    addOffsetAggregates(registry);
    addCollectAggregates(registry);
    addTextSearchFunctions(registry);
    addDateFunctions(registry);
    addArrayFunctions(registry);
    addLambdaFunctions(registry);
    addExplodeFunctions(registry);
}

} // namespace weir::functions
