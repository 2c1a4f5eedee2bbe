// Statements through SOCI: bound values and result columns live beside the statement at fixed addresses, so that it is prepared once.
#include <soci/soci.h>

#include <deque>

#include "persistence/kept_statement.hpp"

namespace casework::persistence {
namespace {

struct Slot {
    std::string text;
    long long number = 0;
    soci::indicator indicator = soci::i_ok;
    bool is_text = false;
};

struct Take {
    const Slot& slot;
    bool null() const { return slot.indicator == soci::i_null; }
    void operator()(std::string* to) const { *to = null() ? std::string() : slot.text; }
    void operator()(std::int64_t* to) const { *to = null() ? 0 : slot.number; }
    void operator()(int* to) const { *to = null() ? 0 : static_cast<int>(slot.number); }
    void operator()(bool* to) const { *to = !null() && slot.number != 0; }
    void operator()(std::optional<std::string>* to) const { *to = null() ? std::nullopt : std::optional(slot.text); }
    void operator()(std::optional<std::int64_t>* to) const { *to = null() ? std::nullopt : std::optional<std::int64_t>(slot.number); }
};

bool is_text(const Bind& bind) { return !std::holds_alternative<std::int64_t>(bind.value); }
bool is_text(const Into& into) { return std::holds_alternative<std::string*>(into) || std::holds_alternative<std::optional<std::string>*>(into); }

class SociStatement final : public KeptStatement {
  public:
    SociStatement(soci::session& session, std::string_view sql, const std::vector<Bind>& binds, const std::vector<Into>& into) : statement_(session) {
        statement_.alloc();
        for (const auto& bind : binds) {
            auto& slot = binds_.emplace_back();
            slot.is_text = is_text(bind);
            if (slot.is_text) statement_.exchange(soci::use(slot.text, slot.indicator, std::string(bind.name)));
            else statement_.exchange(soci::use(slot.number, slot.indicator, std::string(bind.name)));
        }
        for (const auto& target : into) {
            auto& slot = columns_.emplace_back();
            slot.is_text = is_text(target);
            if (slot.is_text) statement_.exchange(soci::into(slot.text, slot.indicator));
            else statement_.exchange(soci::into(slot.number, slot.indicator));
        }
        statement_.prepare(std::string(sql));
        statement_.define_and_bind();
    }

    // A value that was nothing when the statement was prepared may be a number now.
    bool fits(const std::vector<Bind>& binds) const override {
        for (std::size_t i = 0; i < binds.size(); ++i)
            if (!std::holds_alternative<std::nullptr_t>(binds[i].value) && binds_[i].is_text != is_text(binds[i])) return false;
        return true;
    }
    void begin(const std::vector<Bind>& binds) override {
        put(binds);
        statement_.execute(false);
    }
    bool fetch(const std::vector<Into>& into) override {
        if (!statement_.fetch()) return false;
        for (std::size_t i = 0; i < into.size(); ++i) std::visit(Take{columns_[i]}, into[i]);
        return true;
    }
    void skip() override {
        while (statement_.fetch()) continue;
    }
    std::int64_t run(const std::vector<Bind>& binds) override {
        put(binds);
        statement_.execute(true);
        return statement_.get_affected_rows();
    }

  private:
    void put(const std::vector<Bind>& binds) {
        for (std::size_t i = 0; i < binds.size(); ++i) {
            auto& slot = binds_[i];
            slot.indicator = std::holds_alternative<std::nullptr_t>(binds[i].value) ? soci::i_null : soci::i_ok;
            if (const auto* text = std::get_if<std::string>(&binds[i].value)) slot.text = *text;
            if (const auto* number = std::get_if<std::int64_t>(&binds[i].value)) slot.number = *number;
        }
    }

    std::deque<Slot> binds_, columns_;
    soci::statement statement_;
};

}  // namespace

std::unique_ptr<KeptStatement> keep_soci(soci::session& session, std::string_view sql, const std::vector<Bind>& binds, const std::vector<Into>& into) {
    return std::make_unique<SociStatement>(session, sql, binds, into);
}

}  // namespace casework::persistence
