#pragma once

#include "core/base/Result.h"
#include "core/runtime/bench/BenchData.h"
#include "core/types/RecordBuffer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace weir::runtime {

/// What one run over the data gave. Hashes of equal outputs are equal.
struct BenchOutput {
    std::uint64_t rows = 0;
    std::uint64_t hash = 0;

    /// Takes records in and drops them, as a commit would.
    void take(RecordBuffer &records);
};

/// A query that is run twice: by the engine and by a loop written by hand for it alone.
struct BenchQuery {
    int number = 0; ///< as in BENCHMARKS.md
    std::string name;
    std::string sql; ///< the statement over RATINGS and CUSTOMERS
    BenchOutput (*byHand)(const BenchData &data) = nullptr;
};

/// Queries 1, 4 and 5. Every loop makes the engine's checks: each declared column is located and
/// checked, the document must close properly.
const std::vector<BenchQuery> &benchQueries();

/// Runs a query by the engine: bound, optimised and lowered as any other. The plan is made before
/// the clock starts.
class BenchEngine {
public:
    static Result<std::unique_ptr<BenchEngine>> make(const BenchQuery &query);
    virtual ~BenchEngine() = default;
    virtual Result<BenchOutput> run(const BenchData &data) = 0;
};

/// CPU time of one query: medians of alternating rounds.
struct BenchFigure {
    double engineNs = 0; ///< per record
    double handNs = 0;
    BenchOutput output;
    bool equal = false; ///< both gave the same rows

    double ratio() const { return handNs > 0 ? engineNs / handNs : 0; }
};

/// Measures a query on one thread over `rounds` alternating rounds.
Result<BenchFigure> measureBenchQuery(const BenchQuery &query, const BenchData &data, int rounds);

} // namespace weir::runtime
