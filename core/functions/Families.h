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
void addLambdaFunctions(FunctionRegistry &registry);
void addExplodeFunctions(FunctionRegistry &registry);
void addTextSearchFunctions(FunctionRegistry &registry);
void addDateFunctions(FunctionRegistry &registry);
void addArrayFunctions(FunctionRegistry &registry);

/// Registers every family.
void addAllFamilies(FunctionRegistry &registry);

} // namespace weir::functions
