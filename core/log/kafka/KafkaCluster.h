#pragma once

#include "core/log/Cluster.h"

namespace weir::log {

/// Opens a Kafka cluster by its brokers ("host:port,host:port"); nothing is contacted yet. Its id()
/// is made of the brokers' names as given, so that it is known without contact.
Result<ClusterPtr> openKafkaCluster(const std::string &brokers, const ClusterOptions &options);

} // namespace weir::log
