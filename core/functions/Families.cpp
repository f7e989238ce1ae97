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
    addStatisticAggregates(registry);
    addTopAggregates(registry);
    addDistinctAggregates(registry);
    addListSumAggregates(registry);
    addTextSearchFunctions(registry);
    addDateFunctions(registry);
    addArrayFunctions(registry);
    addListFunctions(registry);
    addMapFunctions(registry);
    addTextPartFunctions(registry);
    addMaskFunctions(registry);
    addRegexFunctions(registry);
    addBytesFunctions(registry);
    addJsonFunctions(registry);
    addJsonWriteFunctions(registry);
    addUrlFunctions(registry);
    addGeoFunctions(registry);
    addIntervalFunctions(registry);
    addRandomFunctions(registry);
    addLambdaFunctions(registry);
    addExplodeFunctions(registry);
}

} // namespace weir::functions
