// Sharing a record with another group and the agreement of a second person: who may, what the other group reaches, one use, the ledger.
#include <catch2/catch.hpp>

#include "auth/crypto.hpp"
#include "persistence/people/people.hpp"
#include "persistence/second_person.hpp"
#include "persistence/search.hpp"
#include "persistence/sharing.hpp"
#include "tests/support/house.hpp"

using namespace casework;
using namespace casework::persistence;
using testing::database_kinds;
using testing::TestHouse;
using Catch::Contains;

namespace {

const NewSharing to_forum{"daf", "safeguarding", "He has started to follow a client of the forum.", {}};

class SharingHouse : public TestHouse {
  public:
    SharingHouse() : TestHouse(GENERATE(from_range(database_kinds()))), id(listed("Dean Harwell")) {}
    std::string id;

    domain::Outcome<NominalRecord> opens(const domain::Actor& who) {
        auto gate = as(who);
        return open_nominal(gate, id);
    }
    domain::Outcome<std::string> shares(const domain::Actor& who, const NewSharing& sharing = to_forum) {
        auto gate = as(who);
        auto outcome = share(gate, id, sharing);
        gate.settle();
        return outcome;
    }
    domain::Outcome<std::string> ends(const domain::Actor& who, const std::string& reason) {
        auto gate = as(who);
        return end_sharing(gate, id, {"daf", "safeguarding", reason, {}});
    }
    std::string asked(const domain::Actor& who) {
        auto gate = as(who);
        const auto request = must(propose_sharing(gate, id, to_forum));
        auto again = as(who);
        return must(ask_for_agreement(again, request, "He waits outside her work. The forum has to know."));
    }
    domain::Outcome<std::string> answers(const domain::Actor& who, const std::string& request, bool agrees, const std::string& reason = {}) {
        auto gate = as(who);
        return answer_agreement(gate, request, agrees, reason);
    }
    domain::Outcome<std::string> shares_with(const domain::Actor& who, const std::string& request, NewSharing sharing = to_forum) {
        sharing.agreement = request;
        return shares(who, sharing);
    }
    Agreements work_of(const domain::Actor& who) {
        auto gate = as(who);
        return my_work(gate).agreements;
    }
    // The last entry of that name, whoever made it.
    domain::LedgerEntry last(const std::string& action) { return entries(action).back(); }
};

bool not_there(const auto& outcome) { return !outcome && outcome.error().size() == 1 && outcome.error()[0].kind == domain::RefusalKind::not_found && outcome.error()[0].authority.empty(); }
bool wants_colleague(const auto& outcome) { return !outcome && outcome.error()[0].kind == domain::RefusalKind::second_person; }

}  // namespace

TEST_CASE("a coordinator shares a record and the other group reaches it, and nothing but it, until the sharing ends") {
    SharingHouse house;
    const auto other = house.listed("Leah Costin");
    CHECK(not_there(house.opens(house.stranger)));
    TestHouse::must(house.shares(house.chair));

    const auto record = TestHouse::must(house.opens(house.stranger));
    CHECK(record.person.name == "Dean Harwell");
    CHECK(record.shared_with == std::vector<std::string>{"Domestic Abuse Forum"});
    auto gate = house.as(house.stranger);
    CHECK(not_there(open_nominal(gate, other)));
    CHECK(not_there(read_board(gate, "tctf")));
    CHECK(search(gate, "Harwell").hits.size() == 1);
    CHECK(search(gate, "Costin").hits.empty());
    CHECK(not_there(read_board(gate, "daf")) == false);
    CHECK(TestHouse::must(read_board(gate, "daf")).entries.empty());

    CHECK(TestHouse::refused(house.ends(house.chair, "")) == "Enter why the sharing ends");
    TestHouse::must(house.ends(house.chair, "The client has moved away."));
    CHECK(not_there(house.opens(house.stranger)));
    auto later = house.as(house.stranger);
    CHECK(search(later, "Harwell").hits.empty());
    CHECK(house.nominal(house.id).shared_with.empty());
}

TEST_CASE("who reads a shared record sees neither the group's list nor its meetings") {
    SharingHouse house;
    house.listed("Leah Costin");
    TestHouse::must(house.shares(house.chair));
    const auto own = house.nominal(house.id), theirs = TestHouse::must(house.opens(house.stranger));
    REQUIRE(own.next_meeting);
    CHECK(own.in_group);
    CHECK(own.list_size == 2);
    CHECK_FALSE(theirs.in_group);
    CHECK_FALSE(theirs.next_meeting);
    CHECK(theirs.position == 0);
    CHECK(theirs.after_id.empty());
    for (const auto& event : theirs.history) CHECK(event.meeting.empty());
    auto gate = house.as(house.stranger);
    for (const auto& event : TestHouse::must(open_timeline(gate, house.id)).events) CHECK(event.meeting.empty());
}

TEST_CASE("a contributor of the other group adds to a shared record what the table allows there") {
    SharingHouse house;
    TestHouse::must(house.shares(house.chair));
    house.database->write([](Transaction& tx) { tx.run("UPDATE membership SET level = 'contributor', chair = 0 WHERE account = 'USR-0006'"); });
    auto colleague = house.stranger;
    colleague.memberships[0].level = domain::Level::contributor;
    colleague.memberships[0].chair = false;
    const auto record = TestHouse::must(house.opens(colleague));
    CHECK(record.may_edit);
    CHECK(record.may_note);
    CHECK_FALSE(record.may_chair);
    for (const auto& offer : record.offers)
        if (offer.event == "archive" || offer.event == "accept") CHECK_FALSE(offer.allowed);
    auto noting = house.as(colleague);
    TestHouse::must(add_note(noting, house.id, "She has moved to a safe place."));
    auto choosing = house.as(colleague);
    CHECK(TestHouse::must(agencies_of_case(choosing, house.id)).size() == 3);
    CHECK_FALSE(TestHouse::must(members_for_case(choosing, house.id)).empty());
    auto adding = house.as(colleague);
    NewAction action;
    action.heading = "protect";
    action.words = "Tell the forum when he is seen in King Street";
    action.owner_agency = "kent-police";
    action.due = domain::add_days(house.today(), 7);
    TestHouse::must(add_action(adding, house.id, action));
    auto updating = house.as(colleague);
    MeetingUpdate update;
    update.version = record.version;
    update.summary = "Seen outside her work.";
    domain::Clash clash;
    TestHouse::must(save_update(updating, house.id, update, clash));
    TestHouse::must(house.ends(house.chair, "Over."));
    auto late = house.as(colleague);
    CHECK(not_there(add_note(late, house.id, "Too late.")));
    CHECK(not_there(agencies_of_case(late, house.id)));
}

TEST_CASE("every gap in a sharing is said at once, and what cannot be shared says why") {
    SharingHouse house;
    CHECK(TestHouse::refused(house.shares(house.chair, {"", "", "", ""})) == "Select the group to share with\nSelect what it is shared for\nEnter why it is necessary to share this");
    CHECK(TestHouse::refused(house.shares(house.chair, {"tctf", "crime", "Because.", ""})) == "The record belongs to this group");
    house.database->write([](Transaction& tx) { tx.run("INSERT INTO panel_group (id, name) VALUES ('csvg', 'Violence Group')"); });
    CHECK(TestHouse::refused(house.shares(house.chair, {"csvg", "crime", "Because.", ""})) == "No agency has a sharing agreement in force for Violence Group");
    TestHouse::must(house.shares(house.chair));
    CHECK(TestHouse::refused(house.shares(house.chair)) == "It is shared with Domestic Abuse Forum already");
    CHECK(house.count("SELECT count(*) FROM sharing") == 1);
}

TEST_CASE("a viewer shares nothing and a stranger learns nothing by trying") {
    SharingHouse house;
    CHECK(house.shares(house.viewer).error()[0].kind == domain::RefusalKind::forbidden);
    CHECK(not_there(house.shares(house.stranger)));
    auto gate = house.as(house.viewer);
    CHECK_FALSE(TestHouse::must(read_sharings(gate, house.id)).may_share);
    CHECK(house.count("SELECT count(*) FROM record_share") == 0);
}

TEST_CASE("a contributor only proposes, a coordinator agrees, and then it is done once") {
    SharingHouse house;
    CHECK(wants_colleague(house.shares(house.contributor)));
    CHECK(not_there(house.opens(house.stranger)));
    const auto request = house.asked(house.contributor);
    CHECK(TestHouse::refused(house.shares_with(house.contributor, request)) == "Nobody has agreed yet");

    const auto waiting = house.work_of(house.deputy).to_answer;
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].asked_by_name == "CPO Mel Hart");
    CHECK(waiting[0].why == "He waits outside her work. The forum has to know.");
    CHECK(waiting[0].recipient_name == "Domestic Abuse Forum");
    TestHouse::must(house.answers(house.deputy, request, true));
    CHECK(house.work_of(house.deputy).to_answer.empty());
    CHECK(house.work_of(house.contributor).asked.at(0).state == AgreementState::agreed);

    TestHouse::must(house.shares_with(house.contributor, request));
    CHECK(TestHouse::must(house.opens(house.stranger)).person.name == "Dean Harwell");
    CHECK(house.work_of(house.contributor).asked.empty());
    auto gate = house.as(house.chair);
    CHECK(TestHouse::must(read_sharings(gate, house.id)).live.at(0).agreed_by_name == "Sgt Tom Reddish");

    TestHouse::must(house.ends(house.chair, "No longer needed."));
    CHECK(TestHouse::refused(house.shares_with(house.contributor, request)) == "This agreement has been used. Ask again");
    CHECK(not_there(house.opens(house.stranger)));
}

TEST_CASE("nobody agrees to their own request, and only who holds the permission agrees at all") {
    SharingHouse house;
    const auto request = house.asked(house.contributor);
    // Made a coordinator meanwhile, the asker is still the asker.
    house.database->write([](Transaction& tx) { tx.run("UPDATE membership SET level = 'coordinator' WHERE account = 'USR-0003'"); });
    auto promoted = house.contributor;
    promoted.memberships[0].level = domain::Level::coordinator;
    CHECK(TestHouse::refused(house.answers(promoted, request, true)) == "You cannot agree to what you have asked for yourself");
    CHECK(house.work_of(promoted).to_answer.empty());
    CHECK(house.answers(house.business, request, true).error()[0].kind == domain::RefusalKind::forbidden);
    CHECK(house.answers(house.viewer, request, true).error()[0].kind == domain::RefusalKind::forbidden);
    CHECK(not_there(house.answers(house.stranger, request, true)));
    for (const auto& who : {house.business, house.viewer, house.stranger}) {
        auto gate = house.as(who);
        CHECK(not_there(open_agreement(gate, request)));
        CHECK(house.work_of(who).to_answer.empty());
    }
    CHECK(house.count("SELECT count(*) FROM second_person WHERE answer <> ''") == 0);
}

TEST_CASE("the password is asked again before somebody agrees") {
    SharingHouse house;
    const auto request = house.asked(house.contributor);
    Asked asked;
    asked.actor = house.deputy;
    asked.actor.password_at = house.now - std::chrono::minutes(6);
    Gate gate(*house.database, *house.ledger, house.now, asked);
    CHECK(answer_agreement(gate, request, true, "").error()[0].kind == domain::RefusalKind::password_again);
    gate.note_password();
    TestHouse::must(answer_agreement(gate, request, true, ""));
}

TEST_CASE("an agreement holds for exactly what was asked") {
    SharingHouse house;
    const auto other = house.listed("Leah Costin");
    const auto request = house.asked(house.contributor);
    TestHouse::must(house.answers(house.deputy, request, true));
    CHECK(wants_colleague(house.shares_with(house.contributor, request, {"daf", "crime", "Another purpose.", {}})));
    CHECK(wants_colleague(house.shares_with(house.business, request)));
    CHECK(wants_colleague(house.shares_with(house.contributor, "AGR-2026-9999")));
    auto gate = house.as(house.contributor);
    CHECK(wants_colleague(share(gate, other, {"daf", "safeguarding", "Another person.", request})));
    CHECK(house.count("SELECT count(*) FROM record_share") == 0);
    TestHouse::must(house.shares_with(house.contributor, request));
}

TEST_CASE("a colleague who may no longer do it no longer counts when it is done") {
    SharingHouse house;
    const auto request = house.asked(house.contributor);
    TestHouse::must(house.answers(house.deputy, request, true));
    const auto gone = GENERATE("UPDATE membership SET level = 'contributor' WHERE account = 'USR-0002'", "UPDATE membership SET until = '2026-11-01' WHERE account = 'USR-0002'",
                               "UPDATE account SET disabled_at = 1 WHERE id = 'USR-0002'", "INSERT INTO record_exclusion (record_id, account) VALUES ('NOM-2026-0001', 'USR-0002')");
    house.database->write([&](Transaction& tx) { tx.run(gone); });
    CHECK(TestHouse::refused(house.shares_with(house.contributor, request)) == "The colleague who agreed may no longer do this. Ask again");
    CHECK(not_there(house.opens(house.stranger)));
    CHECK(house.count("SELECT count(*) FROM second_person WHERE used_at IS NULL") == 1);
}

TEST_CASE("the asker who may no longer propose is refused although a colleague has agreed") {
    SharingHouse house;
    const auto request = house.asked(house.contributor);
    TestHouse::must(house.answers(house.deputy, request, true));
    auto lower = house.contributor;
    lower.memberships[0].level = domain::Level::viewer;
    CHECK(house.shares_with(lower, request).error()[0].kind == domain::RefusalKind::forbidden);
}

TEST_CASE("a refusal gives its reason to the asker and ends the request") {
    SharingHouse house;
    const auto request = house.asked(house.contributor);
    CHECK(TestHouse::refused(house.answers(house.deputy, request, false)) == "Enter why you do not agree");
    TestHouse::must(house.answers(house.deputy, request, false, "Ask her first."));
    const auto mine = house.work_of(house.contributor).asked;
    REQUIRE(mine.size() == 1);
    CHECK(mine[0].state == AgreementState::refused);
    CHECK(mine[0].answer_reason == "Ask her first.");
    CHECK(TestHouse::refused(house.shares_with(house.contributor, request)) == "Your colleague did not agree");
    CHECK_THAT(TestHouse::refused(house.answers(house.chair, request, true)), Contains("somebody has answered it"));
}

TEST_CASE("requests and agreements run out") {
    SharingHouse house;
    const auto late = house.asked(house.contributor);
    house.pass_days(ask_days);
    CHECK(house.work_of(house.deputy).to_answer.empty());
    CHECK_THAT(TestHouse::refused(house.answers(house.deputy, late, true)), Contains("no longer open"));
    const auto request = house.asked(house.contributor);
    CHECK(request != late);
    TestHouse::must(house.answers(house.deputy, request, true));
    house.pass_days(agreed_days);
    CHECK(TestHouse::refused(house.shares_with(house.contributor, request)) == "This request has run out. Ask again");
}

TEST_CASE("the same thing asked again is the same request, and what was not sent stays with its writer") {
    SharingHouse house;
    auto gate = house.as(house.contributor);
    const auto request = TestHouse::must(propose_sharing(gate, house.id, to_forum));
    auto again = house.as(house.contributor);
    CHECK(TestHouse::must(propose_sharing(again, house.id, to_forum)) == request);
    auto mine = house.as(house.contributor);
    const auto prepared = TestHouse::must(open_agreement(mine, request));
    CHECK(prepared.state == AgreementState::prepared);
    CHECK(prepared.could_agree == std::vector<std::string>{"Sgt Priya Nair", "Sgt Tom Reddish"});
    CHECK(house.work_of(house.deputy).to_answer.empty());
    auto theirs = house.as(house.deputy);
    CHECK(not_there(open_agreement(theirs, request)));
    CHECK_THAT(TestHouse::refused(house.answers(house.deputy, request, true)), Contains("no longer open"));
    auto direct = house.as(house.chair);
    CHECK(TestHouse::refused(propose_sharing(direct, house.id, to_forum)) == "Nobody else has to agree to this");
}

TEST_CASE("ending a sharing is proposed by a contributor in the same way") {
    SharingHouse house;
    TestHouse::must(house.shares(house.chair));
    CHECK(wants_colleague(house.ends(house.contributor, "Over.")));
    auto gate = house.as(house.contributor);
    const NewSharing ending{"daf", "safeguarding", "Over.", {}};
    const auto request = TestHouse::must(propose_ending(gate, house.id, ending));
    auto asking = house.as(house.contributor);
    TestHouse::must(ask_for_agreement(asking, request, "Over."));
    TestHouse::must(house.answers(house.chair, request, true));
    CHECK(wants_colleague(house.shares_with(house.contributor, request)));  // it was not sharing that was agreed
    auto doing = house.as(house.contributor);
    TestHouse::must(end_sharing(doing, house.id, {"daf", "safeguarding", "Over.", request}));
    CHECK(not_there(house.opens(house.stranger)));
}

TEST_CASE("every step stands in the ledger: who asked, who agreed, to whom it was disclosed, and for what") {
    SharingHouse house;
    const auto request = house.asked(house.contributor);
    TestHouse::must(house.answers(house.deputy, request, true));
    TestHouse::must(house.shares_with(house.contributor, request));
    for (const auto* step : {"prepare_agreement", "ask_agreement", "agree"}) {
        const auto entry = house.last(step);
        INFO(step);
        CHECK(entry.outcome == "done");
        CHECK(std::ranges::find(entry.objects, house.id) != entry.objects.end());
        CHECK(std::ranges::find(entry.objects, request) != entry.objects.end());
    }
    CHECK(house.last("agree").account == "USR-0002");
    const auto shared = house.last("share");
    CHECK(shared.outcome == "done");
    CHECK(shared.operation == domain::LoggedOperation::disclosure);
    CHECK(shared.recipients == std::vector<std::string>{"daf"});
    CHECK(shared.purpose == "safeguarding");
    CHECK(shared.approvals == std::vector<std::string>{request, "USR-0002"});
    TestHouse::must(house.ends(house.chair, "Over."));
    CHECK(house.last("end_share").recipients == std::vector<std::string>{"daf"});
    CHECK(house.shares(house.viewer).error()[0].kind == domain::RefusalKind::forbidden);
    CHECK(house.last("share").outcome == "refused");
}

TEST_CASE("a reading that takes two persons uses the agreement up before anything is read") {
    SharingHouse house;
    house.database->write([&](Transaction& tx) { tx.run("UPDATE record SET sensitivity = 3 WHERE id = :id", {with("id", house.id)}); });
    const auto reads = [&](const std::string& agreement) {
        auto gate = house.as(house.chair);
        gate.give_purpose({"export_rows", house.id, "court"});
        return gate.open(house.id, {auth::Action::export_rows, "export", "nominal", domain::LoggedOperation::disclosure, {}, agreement}, [](Reading&) { return true; });
    };
    CHECK(wants_colleague(reads("")));
    auto gate = house.as(house.chair);
    const auto nothing_wrong = [](Writing&) { return domain::Refusals{}; };
    const auto request = TestHouse::must(prepare_agreement(gate, {{auth::Action::export_rows, "export", "nominal"}, house.id, "court", "For the trial.", nothing_wrong}));
    auto asking = house.as(house.chair);
    TestHouse::must(ask_for_agreement(asking, request, "For the trial."));
    CHECK(TestHouse::refused(house.answers(house.chair, request, true)) == "You cannot agree to what you have asked for yourself");
    TestHouse::must(house.answers(house.deputy, request, true));
    TestHouse::must(reads(request));
    CHECK(house.last("export").approvals == std::vector<std::string>{request, "USR-0002"});
    CHECK(TestHouse::refused(reads(request)) == "This agreement has been used. Ask again");
}

TEST_CASE("a sensitive record that is shared shows the other group nothing of what stands in it") {
    SharingHouse house;
    TestHouse::must(house.shares(house.chair));
    CHECK(house.opens(house.stranger));
    house.database->write([&](Transaction& tx) { tx.run("UPDATE record SET sensitivity = 2 WHERE id = :id", {with("id", house.id)}); });
    CHECK(not_there(house.opens(house.stranger)));
    auto gate = house.as(house.stranger);
    CHECK(not_there(open_timeline(gate, house.id)));
    CHECK_FALSE(gate.check(house.id, {auth::Action::read, "read", "address"}).empty());
    CHECK(house.opens(house.chair));
}
