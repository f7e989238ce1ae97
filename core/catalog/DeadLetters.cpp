#include "core/catalog/DeadLetters.h"

namespace weir::catalog {

std::string deadLetterTopicOf(const Source &source)
{
    if (source.rejectPolicy != RejectPolicy::DeadLetterTopic) {
        return {};
    }
    return source.deadLetterTopic.empty() ? source.topic + ".dead-letters" : source.deadLetterTopic;
}

} // namespace weir::catalog
