// Reading and writing what the pages of nominals share.
#include "persistence/nominals/nominal_rows.hpp"

#include <algorithm>

namespace casework::persistence {

Subject SubjectRow::subject(domain::Date on) const {
    Subject subject{id, name, day_of(born), {}, false};
    if (subject.born) {
        subject.age = domain::age_on(*subject.born, on);
    } else if (estimated_age) {
        const auto judged = day_of(estimated_on);
        subject.age = static_cast<int>(*estimated_age) + (judged && *judged <= on ? domain::age_on(*judged, on) : 0);
        subject.age_estimated = true;
    }
    return subject;
}

ReviewState review_state(const std::optional<domain::Date>& last_review, const std::optional<domain::Date>& next_review, domain::Date today, const Settings& settings) {
    return domain::nominals::review_state(last_review, next_review, today, settings["review_days"], settings["review_warn_days"]);
}

std::string panel_name(Transaction& tx, std::string_view panel) {
    std::string name{panel};
    tx.one("SELECT name FROM panel_group WHERE id = :panel", {with("panel", panel)}, {&name});
    return name;
}
std::string agency_name(Transaction& tx, std::string_view agency) {
    std::string name{agency};
    tx.one("SELECT name FROM agency WHERE id = :agency", {with("agency", agency)}, {&name});
    return name;
}

namespace {

void read_places(Transaction& tx, std::string_view panel, ListOrder& order) {
    std::string id;
    tx.each("SELECT nominal_id FROM list_place WHERE panel = :panel AND version = :version ORDER BY place",
            {with("panel", panel), with("version", order.version)}, {&id}, [&] { order.ids.push_back(id); });
}

std::optional<MeetingLine> one_meeting(Transaction& tx, std::string_view sql, std::vector<Bind> binds) {
    MeetingLine line;
    std::int64_t starts = 0;
    std::string on;
    if (!tx.one(sql, std::move(binds), {&line.id, &line.panel, &line.panel_name, &line.title, &line.place, &line.state, &starts, &on})) return {};
    line.starts = instant_of(starts);
    line.on = day_of(on);
    return line;
}

}  // namespace

ListOrder current_order(Transaction& tx, std::string_view panel) {
    int version = 0;
    tx.one("SELECT COALESCE(MAX(version), 0) FROM list_order WHERE panel = :panel", {with("panel", panel)}, {&version});
    return order_at(tx, panel, version).value_or(ListOrder{});
}

std::optional<ListOrder> order_at(Transaction& tx, std::string_view panel, int version) {
    ListOrder order;
    if (version == 0) return order;
    std::optional<std::int64_t> at;
    if (!tx.one("SELECT o.version, o.account, trim(a.title || ' ' || a.name), o.why, o.at FROM list_order o LEFT JOIN account a ON a.id = o.account "
                "WHERE o.panel = :panel AND o.version = :version",
                {with("panel", panel), with("version", version)}, {&order.version, &order.account, &order.by_name, &order.why, &at}))
        return std::nullopt;
    order.at = instant_of(at);
    read_places(tx, panel, order);
    return order;
}

int write_order(Transaction& tx, std::string_view panel, int before, const std::vector<std::string>& ids, const domain::Actor& actor,
                std::string_view why, domain::Instant now) {
    const int version = before + 1;
    tx.run("INSERT INTO list_order (panel, version, account, at, why) VALUES (:panel, :version, :account, :at, :why)",
           {with("panel", panel), with("version", version), with("account", actor.account), with_at("at", now), with("why", why)});
    int place = 0;
    for (const auto& id : ids)
        tx.run("INSERT INTO list_place (panel, version, place, nominal_id) VALUES (:panel, :version, :place, :id)",
               {with("panel", panel), with("version", version), with("place", ++place), with("id", id)});
    return version;
}

std::map<std::string, std::string, std::less<>> names_on_list(Writing& writing, std::string_view panel) {
    const auto sql = scope_sql(writing.scope, writing.now);
    auto binds = sql.binds;
    binds.push_back(with("panel", panel));
    std::map<std::string, std::string, std::less<>> names;
    std::string id, name;
    writing.tx.each("SELECT n.id, pn.full_name FROM nominal n JOIN record r ON r.id = n.id LEFT JOIN person_name pn ON pn.person_id = n.person_id AND "
                    "pn.record_id = n.id AND pn.ordinal = 0 WHERE n.panel = :panel AND n.state = 'active' AND " + sql.condition,
                    binds, {&id, &name}, [&] { names[id] = name; });
    return names;
}

int place_in(const std::vector<std::string>& order, std::string_view id) {
    const auto found = std::ranges::find(order, id);
    return found == order.end() ? 0 : static_cast<int>(found - order.begin()) + 1;
}

std::vector<std::string> with_hidden(const std::vector<std::string>& full, const std::vector<std::string>& visible) {
    std::vector<std::string> result;
    std::size_t next = 0;
    for (const auto& id : full) {
        if (place_in(visible, id) == 0) result.push_back(id);
        else result.push_back(visible[next++]);
    }
    return result;
}

std::optional<AgreedHead> last_agreed(Transaction& tx, std::string_view panel) {
    AgreedHead head;
    std::int64_t at = 0;
    std::string on;
    std::optional<std::string> since;
    if (!tx.one("SELECT l.id, l.agreed_on, l.agreed_at, trim(a.title || ' ' || a.name), l.meeting_id, l.size, l.version, l.since_day FROM agreed_list l "
                "LEFT JOIN account a ON a.id = l.account WHERE l.panel = :panel ORDER BY l.agreed_at DESC, l.id DESC LIMIT 1",
                {with("panel", panel)}, {&head.line.id, &on, &at, &head.line.agreed_by_name, &head.line.meeting, &head.line.size, &head.version, &since}))
        return std::nullopt;
    head.line.agreed_on = day_of(on);
    head.line.agreed_at = instant_of(at);
    head.since = day_of(since);
    return head;
}

std::optional<MeetingLine> next_meeting(Transaction& tx, std::string_view panel, domain::Date today, const domain::Actor& actor) {
    auto line = one_meeting(tx, "SELECT m.id, m.panel, g.name, m.title, m.place, m.state, m.starts_at, m.on_day FROM meeting m "
                                "LEFT JOIN panel_group g ON g.id = m.panel WHERE m.panel = :panel AND (m.state = 'in_session' OR "
                                "(m.state IN ('scheduled', 'agenda_published') AND m.on_day >= :today)) "
                                "ORDER BY CASE WHEN m.state = 'in_session' THEN 0 ELSE 1 END, m.starts_at, m.id LIMIT 1",
                            {with("panel", panel), with_day("today", today)});
    if (line) line->chairs = chairs(actor, panel, today);
    return line;
}
std::optional<MeetingLine> last_meeting(Transaction& tx, std::string_view panel) {
    return one_meeting(tx, "SELECT m.id, m.panel, g.name, m.title, m.place, m.state, m.starts_at, m.on_day FROM meeting m "
                           "LEFT JOIN panel_group g ON g.id = m.panel WHERE m.panel = :panel AND m.state IN ('minutes_draft', 'minutes_approved') "
                           "ORDER BY m.starts_at DESC, m.id DESC LIMIT 1",
                       {with("panel", panel)});
}

void add_event(Writing& writing, std::string_view record, std::string_view kind, std::string_view words, std::string_view note, std::string_view meeting, std::string_view code) {
    int n = 0;
    writing.tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM record_event WHERE record_id = :id", {with("id", record)}, {&n});
    writing.tx.run("INSERT INTO record_event (record_id, n, at, kind, words, note, account, agency, meeting_id, code) "
                   "VALUES (:id, :n, :at, :kind, :words, :note, :account, :agency, :meeting, :code)",
                   {with("id", record), with("n", n), with_at("at", writing.now), with("kind", kind), with("words", words), with("note", note),
                    with("account", writing.actor.account), with("agency", writing.actor.agency), with("meeting", meeting), with("code", code)});
}

namespace {

// Few people write on one record: each is looked up once, not with every entry.
class NamesOf {
  public:
    NamesOf(Transaction& tx, std::string_view sql) : tx_(tx), sql_(sql) {}
    const std::string& operator[](const std::string& id) {
        const auto [known, is_new] = names_.try_emplace(id);
        if (is_new) tx_.one(sql_, {with("id", id)}, {&known->second});
        return known->second;
    }

  private:
    Transaction& tx_;
    std::string_view sql_;
    std::map<std::string, std::string> names_;
};

}  // namespace

std::vector<EventLine> events_of(Transaction& tx, std::string_view record, int before, int most) {
    std::vector<EventLine> events;
    events.reserve(static_cast<std::size_t>(most));
    EventLine line;
    std::int64_t at = 0;
    tx.each("SELECT n, at, kind, words, note, account, agency, meeting_id, code FROM record_event WHERE record_id = :id AND n < :before ORDER BY n DESC LIMIT :most",
            {with("id", record), with("before", before > 0 ? before : 1 << 30), with("most", most)},
            {&line.n, &at, &line.kind, &line.words, &line.note, &line.by_name, &line.agency_name, &line.meeting, &line.code}, [&] {
                line.at = instant_of(at);
                events.push_back(std::move(line));  // every field is read anew
            });
    NamesOf people(tx, "SELECT trim(title || ' ' || name) FROM account WHERE id = :id"), agencies(tx, "SELECT name FROM agency WHERE id = :id");
    for (auto& event : events) {
        event.by_name = people[event.by_name];
        event.agency_name = agencies[event.agency_name];
    }
    return events;
}

std::vector<domain::SavedChange> changes_since(Transaction& tx, std::string_view record, int version) {
    std::vector<domain::SavedChange> changes;
    domain::SavedChange row;
    std::int64_t at = 0;
    tx.each("SELECT c.field, c.before_value, c.after_value, c.account, trim(a.title || ' ' || a.name), c.at FROM record_change c "
            "LEFT JOIN account a ON a.id = c.account WHERE c.record_id = :id AND c.version > :version ORDER BY c.version, c.field",
            {with("id", record), with("version", version)}, {&row.field, &row.before, &row.after, &row.by, &row.by_name, &at}, [&] {
                row.at = instant_of(at);
                const auto known = std::ranges::find(changes, row.field, &domain::SavedChange::field);
                if (known == changes.end()) return changes.push_back(row);
                auto first = std::move(known->before);
                *known = row;
                known->before = std::move(first);
            });
    return changes;
}

void add_changes(Writing& writing, std::string_view record, int version, const domain::FieldValues& before, const domain::FieldValues& after) {
    for (const auto& field : domain::changed_fields(before, after)) {
        const auto* was = domain::find_value(before, field);
        writing.tx.run("INSERT INTO record_change (record_id, version, field, before_value, after_value, account, at) "
                       "VALUES (:id, :version, :field, :before, :after, :account, :at)",
                       {with("id", record), with("version", version), with("field", field), with("before", was ? *was : std::string()),
                        with("after", *domain::find_value(after, field)), with("account", writing.actor.account), with_at("at", writing.now)});
        writing.entry.fields.push_back(field);
    }
}

std::string meeting_in_session(Transaction& tx, std::string_view panel) {
    std::string id;
    tx.one("SELECT id FROM meeting WHERE panel = :panel AND state = 'in_session' ORDER BY starts_at DESC LIMIT 1", {with("panel", panel)}, {&id});
    return id;
}

bool chairs(const domain::Actor& actor, std::string_view panel, domain::Date today) {
    const auto* membership = actor.membership(panel, today);
    return membership && membership->chair;
}

}  // namespace casework::persistence
