#include "app/cli/SourceLookup.h"

#include "core/bind/Bind.h"
#include "core/runtime/RunCatalog.h"
#include "core/sql/Parser.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace weir::cli {

Result<std::string> readFile(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    if (!file || !(bytes << file.rdbuf() || file.peek() == std::ifstream::traits_type::eof())) {
        return fail(userError("cli.unreadable-file",
                              fmt::format("cannot read {}: {}", path, std::strerror(errno))));
    }
    return bytes.str();
}

Result<std::shared_ptr<const catalog::Source>> lookUpSource(log::Cluster &cluster,
                                                            const std::string &topic,
                                                            const std::string &sqlFile,
                                                            CommandContext &context)
{
    std::map<std::string, std::shared_ptr<const catalog::Source>> sources;
    if (!sqlFile.empty()) {
        WEIR_ASSIGN(const std::string text, readFile(sqlFile));
        const bind::BoundScript script = bind::bind(sql::parse(text), {});
        if (!script.ok()) {
            context.terminal.diagnostics(script.diagnostics, text, sqlFile);
            return fail(userError("cli.bad-sql", fmt::format("{} has errors", sqlFile)));
        }
        sources = script.plan.sources;
    } else {
        WEIR_ASSIGN(runtime::KnownSources known,
                    runtime::knownSources(cluster, adminDeadline(context)));
        for (const Error &error : known.unread) {
            // One that was read may still tell what the topic's rows are.
            context.terminal.info(error.message);
        }
        sources = std::move(known.sources);
    }
    for (const auto &[name, source] : sources) {
        if (source->topic == topic) {
            return source;
        }
    }
    return std::shared_ptr<const catalog::Source>();
}

} // namespace weir::cli
