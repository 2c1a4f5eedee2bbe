// One tool with everything its page shows, its timeline, the register, and what waits.
#include <algorithm>

#include "persistence/tools/tool_rows.hpp"

namespace casework::persistence {
namespace {

constexpr int page_rows = 25, file_rows = 5000, review_days_ahead = 28;

std::optional<ToolRow> read_row(Reading& reading, const domain::Actor& actor) {
    auto row = tool_row(reading.tx, reading.permit.record(), reading.today);
    if (!row) return row;
    const auto may = [&](auth::Action action) { return auth::may(actor, action, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow; };
    row->head.shown = reading.permit.fields();
    row->head.may_note = may(auth::Action::note);
    row->head.may_edit = may(auth::Action::edit);
    if (!row->head.person.id.empty()) reading.shown.push_back(row->head.person.id);
    return row;
}

ToolRecord record_of(Reading& reading, const ToolRow& row) {
    ToolRecord r;
    static_cast<ToolHead&>(r) = row.head;
    r.tool = row.tool, r.why = row.why, r.agency_name = row.agency_name, r.end_reason = row.end_reason, r.author_name = row.author_name, r.age = row.age;
    r.standing = powers::standing_on(r.tool, reading.today);
    r.clocks = powers::clocks(r.tool, reading.today, powers::law());
    for (auto& offer : powers::offers(state_of(row), facts_of(row, reading.today)))
        r.offers.push_back({std::string(name(offer.step->event)), std::string(words(offer.step->event)), r.may_edit, std::move(offer.stopped_by)});
    r.history = events_of(reading.tx, r.id, 0, 25);
    if (powers::is_public_spaces_order(r.kind)) r.public_breaches = public_spaces_breaches(reading.tx, r.id, reading.today);
    for (const auto& breach : r.public_breaches)
        if (!breach.person.id.empty()) reading.shown.push_back(breach.person.id);
    return r;
}

void show(const std::vector<RegisterLine>& lines, std::vector<std::string>& shown) {
    for (const auto& line : lines) {
        shown.push_back(line.id);
        if (!line.person.id.empty()) shown.push_back(line.person.id);
    }
}

ToolList list_of(Reading& reading, const domain::Actor& actor, std::string_view panel, const ToolsAsked& asked, int rows) {
    ToolList list;
    list.panel = panel;
    list.panel_name = panel_name(reading.tx, panel);
    const auto may = [&](auth::Action action) { return auth::may(actor, action, reading.record, reading.today, reading.now).verdict == auth::Verdict::allow; };
    list.may_create = may(auth::Action::create);
    list.may_export = may(auth::Action::export_rows);
    std::string condition = "t.panel = :panel";
    std::vector<Bind> binds{with("panel", panel)};
    if (!asked.kind.empty()) condition += " AND t.kind = :kind", binds.push_back(with("kind", asked.kind));
    if (asked.standing == "live") condition += " AND " + std::string(live_tools);
    if (asked.standing == "before") condition += " AND t.state IN ('proposed', 'applied')";
    if (asked.standing == "over") condition += " AND (t.state IN ('refused', 'not_pursued') OR (t.made_on IS NOT NULL AND ((t.until_day IS NOT NULL AND t.until_day < :day) OR (t.ended_on IS NOT NULL AND t.ended_on <= :day))))";
    if (asked.review_due) condition += " AND t.review_on IS NOT NULL AND t.review_on <= :soon AND " + std::string(live_tools), binds.push_back(with_day("soon", domain::add_days(reading.today, review_days_ahead)));
    if (condition.find(":day") != condition.npos) binds.push_back(with_day("day", reading.today));
    const bool back = asked.page.backwards();
    if (const auto& key = asked.page.key(); !key.empty()) condition += std::string(" AND t.id ") + (back ? "> :last" : "< :last"), binds.push_back(with("last", key));
    list.lines = register_lines(reading.tx, scope_sql(reading.scope, reading.now), condition, binds, back ? "t.id" : "t.id DESC", rows + 1, reading.today);
    list.page = cut_page(list.lines, static_cast<std::size_t>(rows), asked.page, [](const RegisterLine& line) { return line.id; });
    show(list.lines, reading.shown);
    return list;
}

}  // namespace

std::vector<RegisterLine> register_lines(Transaction& tx, const ScopeSql& scope, const std::string& condition, std::vector<Bind> binds, std::string_view order, int most, domain::Date today) {
    binds.insert(binds.end(), scope.binds.begin(), scope.binds.end());
    binds.push_back(with("most", most));
    std::vector<RegisterLine> all;
    RegisterLine line;
    SubjectRow who;
    powers::Tool days;
    std::optional<std::string> made, from, until, ended, review;
    std::string name;
    tx.each("SELECT t.id, t.kind, t.state, t.subject_kind, t.subject, t.subject_name, t.made_on, t.from_day, t.until_day, t.ended_on, t.review_on, t.until_further_order, (SELECT count(*) FROM tool_breach b WHERE b.tool_id = t.id), "
            "COALESCE(pn.full_name, ''), pb.born, pb.estimated_age, pb.estimated_on FROM tool t JOIN record r ON r.id = t.id LEFT JOIN person_name pn ON pn.person_id = t.subject AND pn.record_id = t.id AND pn.ordinal = 0 "
            "LEFT JOIN person_birth pb ON pb.person_id = t.subject AND pb.record_id = t.id WHERE " + condition + " AND " + scope.condition + " ORDER BY " + std::string(order) + " LIMIT :most",
            binds, {&line.id, &line.kind, &line.state, &line.subject_kind, &who.id, &name, &made, &from, &until, &ended, &review, &line.until_further_order, &line.breaches, &who.name, &who.born, &who.estimated_age, &who.estimated_on}, [&] {
                line.state_words = words(powers::parse_state(line.state).value_or(powers::State::unknown));
                line.person = line.subject_kind == "person" ? who.subject(today) : Subject{};
                line.subject_name = line.subject_kind == "person" ? line.person.name : name;
                days.made_on = day_of(made), days.from = line.from = day_of(from), days.until = line.until = day_of(until), days.ended_on = day_of(ended), line.review_on = day_of(review);
                line.standing = powers::standing_on(days, today);
                all.push_back(line);
            });
    return all;
}

domain::Outcome<ToolRecord> open_tool(Gate& gate, std::string_view id, std::string_view name) {
    return found(gate.open(id, {auth::Action::read, name, "tool"}, [&](Reading& reading) {
        const auto row = read_row(reading, gate.actor());
        return row ? std::optional(record_of(reading, *row)) : std::nullopt;
    }));
}

domain::Outcome<ToolTimeline> open_tool_timeline(Gate& gate, std::string_view id, int before) {
    return found(gate.open(id, {auth::Action::read, "read_timeline", "tool"}, [&](Reading& reading) {
        std::optional<ToolTimeline> timeline;
        const auto row = read_row(reading, gate.actor());
        if (!row) return timeline;
        timeline.emplace(ToolTimeline{row->head, {}, 0});
        read_events(reading.tx, id, before, *timeline);
        return timeline;
    }));
}

domain::Outcome<ToolList> list_tools(Gate& gate, std::string_view panel, const ToolsAsked& asked) {
    return gate.open_panel(panel, {auth::Action::list, "list_tools", "tool"}, [&](Reading& reading) { return list_of(reading, gate.actor(), panel, asked, page_rows); });
}
domain::Outcome<ToolList> export_tools(Gate& gate, std::string_view panel, const ToolsAsked& asked) {
    return gate.open_panel(panel, {auth::Action::export_rows, "export", "tool"}, [&](Reading& reading) { return list_of(reading, gate.actor(), panel, asked, file_rows); });
}

std::vector<RegisterLine> tools_on(Gate& gate, std::string_view subject) {
    return gate.find({auth::Action::list, "list_tools", "tool"}, [&](Listing& listing) {
        const auto all = register_lines(listing.tx, scope_sql(listing.scope, listing.now), "t.subject = :subject AND " + std::string(live_tools), {with("subject", subject), with_day("day", listing.today)}, "t.until_day, t.id", 20, listing.today);
        show(all, listing.shown);
        return all;
    });
}

std::vector<RecordDuty> tool_duties(Listing& listing, const domain::Actor&) {
    constexpr int most = 50, days_ahead = 14;
    const auto soon = domain::add_days(listing.today, days_ahead);
    const auto all = register_lines(listing.tx, scope_sql(listing.scope, listing.now), std::string(live_tools) + " AND ((t.review_on IS NOT NULL AND t.review_on <= :soon) OR (t.until_day IS NOT NULL AND t.until_day <= :soon))",
                           {with_day("day", listing.today), with_day("soon", soon)}, "t.id", most, listing.today);
    std::vector<RecordDuty> duties;
    for (const auto& line : all) {
        const bool review = line.review_on && *line.review_on <= soon;
        duties.push_back({line.id, review ? "Review the order" : "It ends: apply for another, or let it end", powers::kind_words(line.kind), review ? line.review_on : line.until});
    }
    std::ranges::stable_sort(duties, {}, &RecordDuty::due);
    show(all, listing.shown);
    return duties;
}

bool is_known_tool(Transaction& tx, const auth::Scope& scope, domain::Instant now, std::string_view id, std::string_view kind) {
    const auto sql = scope_sql(scope, now);
    auto binds = sql.binds;
    binds.push_back(with("id", id));
    binds.push_back(with("kind", kind));
    std::string found;
    return tx.one("SELECT t.id FROM tool t JOIN record r ON r.id = t.id WHERE t.id = :id AND t.kind = :kind AND " + sql.condition, binds, {&found});
}

}  // namespace casework::persistence
