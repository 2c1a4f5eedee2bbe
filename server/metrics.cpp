// Counting with prometheus-cpp's registry; its own web server is not used.
#include "server/metrics.hpp"

#include <list>
#include <map>
#include <mutex>

#include <unistd.h>

#include <fstream>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace casework::server {
namespace {

using prometheus::Counter;
using prometheus::Histogram;

const Histogram::BucketBoundaries answer_seconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 8};
const Histogram::BucketBoundaries commit_seconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2};
const Histogram::BucketBoundaries batch_pieces{1, 2, 4, 8, 16, 32, 64};

double seconds_of(std::chrono::microseconds took) { return std::chrono::duration<double>(took).count(); }
std::string class_of(int status) { return std::to_string(status / 100) + "xx"; }

double resident_bytes() {
    std::ifstream file("/proc/self/statm");
    double total = 0, resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double now_seconds() { return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count(); }

struct Figure {
    std::string name, help;
    std::function<double()> ask;
};

prometheus::MetricFamily family_of(const Figure& figure) {
    prometheus::MetricFamily family;
    family.name = figure.name;
    family.help = figure.help;
    family.type = prometheus::MetricType::Gauge;
    family.metric.resize(1);
    family.metric.front().gauge.value = figure.ask();
    return family;
}

}  // namespace

struct Metrics::State {
    prometheus::Registry registry;
    prometheus::Family<Counter>& requests = prometheus::BuildCounter().Name("casework_requests_total").Help("Answers by route pattern, method and class of status.").Register(registry);
    prometheus::Family<Histogram>& durations =
        prometheus::BuildHistogram().Name("casework_request_seconds").Help("From the whole head to the last byte sent, by route pattern.").Register(registry);
    prometheus::Family<Counter>& refusals = prometheus::BuildCounter().Name("casework_edge_refusals_total").Help("What was refused or ended before the house saw it, by reason.").Register(registry);
    prometheus::Family<Counter>& sign_in_failures = prometheus::BuildCounter().Name("casework_sign_in_failures_total").Help("Sign-ins that were refused or had to wait.").Register(registry);
    Counter& sign_in_refused = sign_in_failures.Add({{"reason", "refused"}});
    Counter& sign_in_throttled = sign_in_failures.Add({{"reason", "throttled"}});
    Histogram& pieces = prometheus::BuildHistogram().Name("casework_ledger_batch_pieces").Help("Changes and ledger entries that shared one commit.").Register(registry).Add({}, batch_pieces);
    Histogram& commits = prometheus::BuildHistogram().Name("casework_ledger_commit_seconds").Help("From the begin of a batch until it was durable.").Register(registry).Add({}, commit_seconds);
    Counter& lost_batches = prometheus::BuildCounter().Name("casework_ledger_batches_failed_total").Help("Batches that could not be committed.").Register(registry).Add({});
    const double started = now_seconds();

    mutable std::mutex mutex;  // guards what follows
    std::map<std::string, std::pair<Counter*, Histogram*>, std::less<>> routes;
    std::list<Figure> figures;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {
    prometheus::BuildGauge().Name("casework_build_info").Help("The version that runs.").Register(state_->registry).Add({{"version", CASEWORK_VERSION}}).Set(1);
}

Metrics::~Metrics() = default;

void Metrics::answered(std::string_view method, std::string_view route, int status, std::chrono::microseconds took) {
    State& s = *state_;
    std::string key;
    key.append(method).append(" ").append(class_of(status)).append(" ").append(route);
    std::unique_lock lock(s.mutex);
    auto found = s.routes.find(key);
    if (found == s.routes.end()) {
        auto& count = s.requests.Add({{"method", std::string(method)}, {"route", std::string(route)}, {"status", class_of(status)}});
        auto& duration = s.durations.Add({{"route", std::string(route)}}, answer_seconds);
        found = s.routes.emplace(std::move(key), std::pair{&count, &duration}).first;
    }
    const auto [count, duration] = found->second;
    lock.unlock();
    count->Increment();
    duration->Observe(seconds_of(took));
    if (method != "POST" || route != "/sign-in") return;
    if (status == 422) s.sign_in_refused.Increment();
    if (status == 429) s.sign_in_throttled.Increment();
}

void Metrics::refused(std::string_view reason) { state_->refusals.Add({{"reason", std::string(reason)}}).Increment(); }

void Metrics::batch(std::size_t pieces, std::chrono::microseconds took, bool committed) {
    if (!committed) return state_->lost_batches.Increment();
    state_->pieces.Observe(static_cast<double>(pieces));
    state_->commits.Observe(seconds_of(took));
}

Metrics::Watched Metrics::watch(std::string name, std::string help, std::function<double()> figure) {
    const std::lock_guard lock(state_->mutex);
    Figure& added = state_->figures.emplace_back(std::move(name), std::move(help), std::move(figure));
    return {&added, [state = state_.get()](void* gone) {
                const std::lock_guard again(state->mutex);
                state->figures.remove_if([gone](const Figure& each) { return &each == gone; });
            }};
}

std::string Metrics::text() const {
    auto families = state_->registry.Collect();
    const std::lock_guard lock(state_->mutex);
    for (const Figure& figure : state_->figures) families.push_back(family_of(figure));
    families.push_back(family_of({"process_resident_memory_bytes", "Resident memory.", resident_bytes}));
    families.push_back(family_of({"process_start_time_seconds", "When the process began, in seconds since 1970.", [this] { return state_->started; }}));
    return prometheus::TextSerializer().Serialize(families);
}

}  // namespace casework::server
