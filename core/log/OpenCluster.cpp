#include "core/log/Cluster.h"
#include "core/log/kafka/KafkaCluster.h"
#include "core/log/local/LocalCluster.h"
#include "core/log/memory/MemoryCluster.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

namespace weir::log {

namespace {

Error invalidAddressError(const std::string &address)
{
    return userError("log.invalid-address",
                     fmt::format("'{}' is no cluster: expected local, local:PATH or "
                                 "kafka://host:port[,host:port]",
                                 address));
}

} // namespace

std::string defaultDataFolder()
{
    const auto folderIn = [](const char *variable) {
        const char *value = std::getenv(variable);
        return std::string(value == nullptr ? "" : value);
    };
    if (const std::string data = folderIn("XDG_DATA_HOME"); !data.empty()) {
        return data + "/weir";
    }
    return folderIn("HOME") + "/.local/share/weir";
}

Result<ClusterPtr> openCluster(const std::string &address, const ClusterOptions &options)
{
    if (address == "memory:") {
        return std::make_shared<MemoryCluster>(options);
    }
    if (address == "local" || address.starts_with("local:")) {
        const std::string folder =
            options.dataFolder.empty() ? defaultDataFolder() : options.dataFolder;
        std::string path = address == "local" ? folder + "/local.db" : address.substr(6);
        if (path.empty()) {
            return fail(invalidAddressError(address));
        }
        // A folder stands for the cluster in it, under the name it has in the data folder.
        if (std::error_code ignored; std::filesystem::is_directory(path, ignored)) {
            path += "/local.db";
        }
        return LocalCluster::open(std::filesystem::absolute(path).string(), address, options);
    }
    if (address.starts_with("kafka://")) {
        return openKafkaCluster(address.substr(8), options);
    }
    return fail(invalidAddressError(address));
}

} // namespace weir::log
