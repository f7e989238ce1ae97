#pragma once

#include "core/log/Cluster.h"

namespace weir::log {

/// Opens a Kafka cluster by its brokers ("host:port,host:port"); nothing is contacted yet. Its id
/// is the one that the brokers give the cluster.
Result<ClusterPtr> openKafkaCluster(const std::string &brokers, const ClusterOptions &options);

} // namespace weir::log
