#pragma once

#include <stop_token>
#include <utility>

namespace weir {

/// Is asked to stop when either of two tokens is: a call that ends with its thread and may be
/// cancelled before. Its token must not be waited on after it is gone. Any thread.
class EitherStop {
public:
    EitherStop(std::stop_token first, std::stop_token second)
        : m_first(std::move(first), Ask{&m_source})
        , m_second(std::move(second), Ask{&m_source})
    {
    }
    EitherStop(const EitherStop &) = delete;
    EitherStop &operator=(const EitherStop &) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    struct Ask {
        std::stop_source *source;
        void operator()() const { source->request_stop(); }
    };

    std::stop_source m_source;
    std::stop_callback<Ask> m_first;
    std::stop_callback<Ask> m_second;
};

} // namespace weir
