#pragma once

namespace weir::functions {

class FunctionRegistry;

// One function a family file; each registers what it holds.
void addStringFunctions(FunctionRegistry &registry);
void addMathFunctions(FunctionRegistry &registry);
void addTrigonometryFunctions(FunctionRegistry &registry);
void addRoundingFunctions(FunctionRegistry &registry);
void addConditionalFunctions(FunctionRegistry &registry);
void addSimpleAggregates(FunctionRegistry &registry);
void addExtremeAggregates(FunctionRegistry &registry);
void addOffsetAggregates(FunctionRegistry &registry);
void addCollectAggregates(FunctionRegistry &registry);
void addStatisticAggregates(FunctionRegistry &registry);
void addTopAggregates(FunctionRegistry &registry);
void addDistinctAggregates(FunctionRegistry &registry);
void addListSumAggregates(FunctionRegistry &registry);
void addLambdaFunctions(FunctionRegistry &registry);
void addExplodeFunctions(FunctionRegistry &registry);
void addTextSearchFunctions(FunctionRegistry &registry);
void addDateFunctions(FunctionRegistry &registry);
void addArrayFunctions(FunctionRegistry &registry);
void addListFunctions(FunctionRegistry &registry);
void addMapFunctions(FunctionRegistry &registry);
void addTextPartFunctions(FunctionRegistry &registry);
void addMaskFunctions(FunctionRegistry &registry);
void addRegexFunctions(FunctionRegistry &registry);
void addBytesFunctions(FunctionRegistry &registry);
void addJsonFunctions(FunctionRegistry &registry);
void addJsonWriteFunctions(FunctionRegistry &registry);
void addUrlFunctions(FunctionRegistry &registry);
void addGeoFunctions(FunctionRegistry &registry);
void addIntervalFunctions(FunctionRegistry &registry);
void addRandomFunctions(FunctionRegistry &registry);

/// Registers every family.
void addAllFamilies(FunctionRegistry &registry);

} // namespace weir::functions
