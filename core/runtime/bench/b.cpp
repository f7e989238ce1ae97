#include "core/formats/Codec.h"

#include <chrono>
#include <cstdio>
using namespace weir;
using namespace weir::formats;
int main()
{
    CodecSpec s;
    s.format.name = "JSON";
    s.columns = {{"RATING_ID", DataType::bigint()},   {"USER_ID", DataType::integer()},
                 {"STARS", DataType::integer()},      {"ROUTE_ID", DataType::integer()},
                 {"RATING_TIME", DataType::bigint()}, {"CHANNEL", DataType::string()},
                 {"MESSAGE", DataType::string()}};
    auto c = std::move(*makeCodec(s));
    std::string buf;
    std::vector<std::pair<size_t, size_t>> pos;
    const int N = 2048;
    for (int i = 0; i < N; i++) {
        char t[400];
        int n = snprintf(
            t, 400,
            "{\"rating_id\":%d,\"user_id\":%d,\"stars\":%d,\"route_id\":%d,\"rating_time\":%lld,"
            "\"channel\":\"web\",\"message\":\"worst. flight. ever. #neveragain\"}",
            i + 5000, i % 20, i % 5 + 1, i % 9999, 1519304105213LL + i);
        pos.push_back({buf.size(), (size_t)n});
        buf.append(t, n);
    }
    buf.append(128, ' ');
    std::vector<Payload> p;
    for (auto &x : pos)
        p.emplace_back(buf.data() + x.first, x.second);
    Arena a;
    Decoded d;
    Encoded e;
    for (int round = 0; round < 5; round++) {
        auto t0 = std::chrono::steady_clock::now();
        for (int k = 0; k < 500; k++) {
            c->decode(p, a, d);
            a.reset();
        }
        auto t1 = std::chrono::steady_clock::now();
        std::vector<const Column *> cols;
        for (auto &x : d.columns)
            cols.push_back(x.get());
        for (int k = 0; k < 500; k++) {
            c->encode(cols, Selection::all(N), nullptr, a, e);
            a.reset();
        }
        auto t2 = std::chrono::steady_clock::now();
        printf("decode %.1f ns, encode %.1f ns rejects %zu\n",
               std::chrono::duration<double, std::nano>(t1 - t0).count() / 500 / N,
               std::chrono::duration<double, std::nano>(t2 - t1).count() / 500 / N,
               d.rejects.size());
    }
}
