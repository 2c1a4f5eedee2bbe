// The ledger's writer: it lives inside the database's one writer and keeps the frontiers of its two open streams in memory.
#include "persistence/ledger.hpp"

#include <atomic>

#include "persistence/ledger_details.hpp"
#include "persistence/ledger_keys.hpp"
#include "persistence/ledger_start.hpp"
#include "persistence/ledger_rows.hpp"
#include "persistence/ledger_stream.hpp"
#include "persistence/row_watch.hpp"

namespace casework::persistence {
namespace {

using auth::to_hex;
using domain::LedgerEntry;

// A stream this process writes: the tree as it stands with the entries of the open batch.
struct OpenStream {
    std::string id;
    auth::MerkleFrontier frontier;
    std::int64_t epoch = 0;     // the head row is ours while it says so
    std::int64_t in_head = 0;   // the size that the head row says
    std::int64_t first_ms = 0, last_ms = 0;
    std::string detail_key = {};  // once a detail was sealed

    std::int64_t size() const { return static_cast<std::int64_t>(frontier.size()); }
};

struct OpenStreams {
    OpenStream roll_up;
    std::optional<OpenStream> month;  // none before the first entry
    bool stale = true;                // to be read again: a batch rolled back, or nothing was read yet
    std::optional<std::chrono::milliseconds> ahead_of_boot;  // the clock against the machine's, at the last entry
};

std::int64_t ms_of(domain::Instant at) { return std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count(); }

LedgerEntry about_stream(std::string action, std::vector<std::string> streams) {
    LedgerEntry entry;
    entry.action = std::move(action);
    entry.operation = domain::LoggedOperation::security;
    entry.object_type = "stream";
    entry.objects = std::move(streams);
    entry.rule = "ledger";
    return entry;
}

std::int64_t time_of(Transaction& tx, const std::string& stream, std::int64_t seq) {
    const StoredEntry entry = entry_at(tx, stream, seq);
    return entry.seq < 0 ? 0 : domain::decode_ledger_entry(entry.body).at_ms;
}

}  // namespace

std::string Receipt::text() const { return stream + '.' + std::to_string(seq) + '.' + leaf_hex.substr(0, 16); }

// Everything but `fenced`, `committed` and what never changes is touched by the database's writer thread alone.
struct Ledger::State {
    State(Database& database, LedgerOptions given, Clock clock)
        : database(database), options(std::move(given)), clock(std::move(clock)), keys(options.key_directory, options.writer), details(options.key_directory),
          lock(std::make_unique<WriterLock>(keys.lock_path, std::chrono::seconds(options.writer == "server" ? 0 : 10))) {}

    Database& database;
    const LedgerOptions options;
    const Clock clock;
    const LedgerKeys keys;
    const DetailKeys details;
    std::unique_ptr<WriterLock> lock;
    OpenStreams open, before_piece;
    std::optional<std::chrono::milliseconds> durable_ahead_of_boot;
    const RowSealer sealer{keys.digest_key};
    std::int64_t key_from_ms = 0;
    int pieces = 0;                       // of the open batch that may have changed rows: what only appends to the ledger is none
    std::atomic<bool> fenced = false;     // another process took the streams: nothing more is written, ever
    std::atomic<bool> closed = false;     // the ledger is gone, the database still stands
    bool ended = false;                   // and its last batch has passed; the writer's own
    std::atomic<bool> committed = true;   // the last batch did

    void start(Transaction& tx);
    void read_again(Transaction& tx);
    Receipt append(Transaction& tx, LedgerEntry entry);
    void before_commit(Transaction& tx);
    std::vector<std::string> checkpoint();

  private:
    void read_key_validity(Transaction& tx);
    void introduce_key(Transaction& tx);
    void take_up_tables(Transaction& tx);
    void record_rows(Transaction& tx);
    void put_rows(Transaction& tx, OpenStream& stream, const char* action, const RowSums& sums, std::int64_t at_ms) const;
    void write_heads(Transaction& tx);
    OpenStream& month_at(Transaction& tx, std::int64_t at_ms);
    OpenStream take(Transaction& tx, const StoredHead& head, auth::MerkleFrontier frontier) const;
    OpenStream read(Transaction& tx, const OpenStream& known) const;
    OpenStream create(Transaction& tx, std::string id) const;
    Receipt put(Transaction& tx, OpenStream& stream, LedgerEntry entry, std::int64_t at_ms) const;
    void write_head(Transaction& tx, OpenStream& stream) const;
    void close_month(Transaction& tx, std::int64_t at_ms);
    void open_month(Transaction& tx, std::int64_t at_ms);
    std::int64_t next_ms() const;
    void watch_clock(Transaction& tx, std::int64_t at_ms);
    [[noreturn]] void lost() {
        fenced = true;
        throw DatabaseUnavailable("another process has taken this server's ledger");
    }
    std::string signature(const OpenStream& stream) const {
        return keys.signing.sign(text_of(checkpoint_of(stream.id, stream.frontier.size(), stream.frontier.root())));
    }
};

std::int64_t Ledger::State::next_ms() const {
    const std::int64_t last = std::max(open.roll_up.last_ms, open.month ? open.month->last_ms : 0);
    return std::max({ms_of(clock()), last, key_from_ms});  // order is by number; the time never goes backwards
}

// A clock that was set is no secret: the entry says by how much, and its number keeps the order (promise R88). The first time
// there is only the last entry to compare with.
void Ledger::State::watch_clock(Transaction& tx, std::int64_t at_ms) {
    if (!options.boot_clock) return;
    constexpr std::chrono::milliseconds tolerated{2000};
    const std::int64_t now = ms_of(clock());
    const auto ahead = std::chrono::milliseconds(now) - options.boot_clock();
    const auto step = open.ahead_of_boot ? ahead - *open.ahead_of_boot : std::min(std::chrono::milliseconds(now - at_ms), std::chrono::milliseconds{0});
    open.ahead_of_boot = ahead;
    if (std::chrono::abs(step) <= tolerated) return;
    LedgerEntry entry = about_stream("clock.step", {});
    entry.object_type = "clock";
    entry.fields = {step.count() < 0 ? "back" : "forward"};
    entry.count = std::chrono::abs(step).count();
    put(tx, *open.month, std::move(entry), at_ms);
}

OpenStream Ledger::State::take(Transaction& tx, const StoredHead& head, auth::MerkleFrontier frontier) const {
    OpenStream stream{head.stream, std::move(frontier), head.epoch, head.size, 0, 0};
    stream.first_ms = time_of(tx, head.stream, 0);
    stream.last_ms = time_of(tx, head.stream, head.size - 1);
    return stream;
}

OpenStream Ledger::State::create(Transaction& tx, std::string id) const {
    OpenStream stream{std::move(id), {}, 1, 0, 0, 0};
    tx.run("INSERT INTO audit_head (stream, size, root, frontier, sig, key_id, epoch) "
           "VALUES (:stream, 0, hex_in(:root), hex_in(''), hex_in(:sig), :key, 1)",
           {with("stream", stream.id), with("root", to_hex(stream.frontier.root())), with("sig", to_hex(signature(stream))), with("key", keys.key_id)});
    return stream;
}

void Ledger::State::start(Transaction& tx) {
    const auto trusted = public_keys(options.key_directory);
    read_key_validity(tx);
    const auto anchors = read_last_anchors(options.anchor_file, 256 * 1024);
    // Taking the streams raises their epoch: a process that still believes to own them can no longer write a head.
    tx.run("UPDATE audit_head SET epoch = epoch + 1 WHERE substr(stream, 1, 17) = :prefix", {with("prefix", keys.node + "/")});
    const auto heads = heads_of_node(tx, keys.node);
    for (const Anchor& anchor : anchors)
        if (heads.empty() && anchor.note && node_of(stream_of_origin(anchor.note->checkpoint.origin)) == keys.node)
            throw LedgerBroken("the database holds no ledger of this installation, but its anchor file does: restore the database or begin with new keys");
    open = {};
    if (heads.empty()) {
        open.roll_up = create(tx, roll_up_stream(keys.node));
        introduce_key(tx);
    }
    // Sorted by name the months come first, oldest to newest, and the roll-up last.
    for (std::size_t i = heads.size() - std::min<std::size_t>(heads.size(), 2); i < heads.size(); ++i) {
        OpenStream stream = take(tx, heads[i], check_at_start(tx, heads[i], trusted, anchors));
        if (is_roll_up(stream.id)) open.roll_up = std::move(stream);
        else open.month = std::move(stream);
    }
    if (open.roll_up.id.empty()) throw LedgerBroken("the ledger does not verify: the stream that lists the others is missing");
    open.stale = false;
    if (open.month) open.month->detail_key = details.stored_key_of(tx, open.month->id).value_or("");
    take_up_tables(tx);
}

void Ledger::State::put_rows(Transaction& tx, OpenStream& stream, const char* action, const RowSums& sums, std::int64_t at_ms) const {
    for (LedgerEntry entry = about_stream(action, {}); const auto& some : in_entries(sums)) {
        entry.object_type = "row";
        entry.fields = sealer.words(some, stream.id, stream.size());
        put(tx, stream, entry, at_ms);
    }
}

// First what migrations did to the rows that the ledger knows, then tables that it does not know yet.
void Ledger::State::take_up_tables(Transaction& tx) {
    const std::int64_t at = next_ms();
    put_rows(tx, open.roll_up, "rows.migrate", take_moved(tx, sealer), at);
    put_rows(tx, open.roll_up, "rows.take", take_new_tables(tx, sealer, open.roll_up.id, open.roll_up.size()), at);
}

// What the batch has changed in the tables, whichever statement did it, becomes one entry more of the same commit.
void Ledger::State::record_rows(Transaction& tx) {
    if (pieces == 0) return;
    const RowSums changed = take_changes(tx, sealer);
    if (changed.empty()) return;
    if (fenced) lost();
    if (open.stale) read_again(tx);
    const std::int64_t at = next_ms();
    put_rows(tx, month_at(tx, at), "rows.change", changed, at);
}

void Ledger::State::before_commit(Transaction& tx) {
    if (ended) return;
    try {
        record_rows(tx);
        write_heads(tx);
    } catch (const ConstraintViolation&) {
        lost();  // as in append()
    }
    pieces = 0;
    ended = closed;  // the batch that closes it may hold entries that waited: it has its head and is the last
}

// The key's own time: entries are never dated before it, and after its end it signs nothing.
void Ledger::State::read_key_validity(Transaction& tx) {
    std::optional<std::int64_t> end;
    if (!tx.one("SELECT from_ts, to_ts FROM audit_key WHERE key_id = :id", {with("id", keys.key_id)}, {&key_from_ms, &end})) return;
    if (end) throw LedgerBroken("the ledger's signing key was exchanged, but its file was not: run casework ledger rotate-key once more, which finishes it");
}

void Ledger::State::introduce_key(Transaction& tx) {
    LedgerEntry entry = about_stream("key.introduce", {keys.key_id});
    entry.object_type = "ledger_key";
    entry.after = keys.signing.public_key();
    const std::int64_t at = next_ms();
    const Receipt receipt = put(tx, open.roll_up, std::move(entry), at);
    tx.run("INSERT INTO audit_key (key_id, pubkey, from_ts, introduced_by_entry) VALUES (:id, hex_in(:key), :at, :entry) ON CONFLICT DO NOTHING",
           {with("id", keys.key_id), with("key", to_hex(keys.signing.public_key())), with("at", at),
            with("entry", receipt.stream + '.' + std::to_string(receipt.seq))});
}

OpenStream Ledger::State::read(Transaction& tx, const OpenStream& known) const {
    OpenStream stream = known;
    std::string frontier;
    if (!tx.one("SELECT size, hex_out(frontier) FROM audit_head WHERE stream = :stream AND epoch = :epoch",
                {with("stream", known.id), with("epoch", known.epoch)}, {&stream.in_head, &frontier}))
        return {};
    auto stored = auth::MerkleFrontier::from_bytes(static_cast<std::uint64_t>(stream.in_head), bytes_of_hex(frontier));
    if (!stored) return {};
    stream.frontier = std::move(*stored);
    stream.last_ms = time_of(tx, known.id, stream.in_head - 1);
    return stream;
}

// After a batch rolled back: the head rows say what is durable. A month opened in the lost batch is no more.
void Ledger::State::read_again(Transaction& tx) {
    OpenStreams fresh;
    for (const StoredHead& head : heads_of_node(tx, keys.node)) {
        OpenStream known;
        known.id = head.stream;
        known.epoch = head.stream == open.roll_up.id ? open.roll_up.epoch : open.month && head.stream == open.month->id ? open.month->epoch : head.epoch;
        OpenStream stream = read(tx, known);
        if (stream.id.empty()) lost();
        if (is_roll_up(stream.id)) fresh.roll_up = std::move(stream);
        else fresh.month = std::move(stream);
    }
    if (fresh.roll_up.id.empty()) lost();
    if (fresh.month) fresh.month->first_ms = time_of(tx, fresh.month->id, 0);
    fresh.stale = false;
    fresh.ahead_of_boot = durable_ahead_of_boot;
    open = std::move(fresh);
}

Receipt Ledger::State::put(Transaction& tx, OpenStream& stream, LedgerEntry entry, std::int64_t at_ms) const {
    entry.at_ms = at_ms;
    entry.node = keys.node;
    entry.version = options.version;
    StoredEntry stored;
    stored.seq = stream.size();
    if (!entry.detail.empty()) {
        if (stream.detail_key.empty()) stream.detail_key = details.key_of(tx, stream.id);
        stored.detail = seal_detail(stream.detail_key, stream.id, stored.seq, entry.detail);
        entry.detail_digest = auth::sha256(stored.detail);
    }
    stored.body = encode(entry);
    stored.leaf = auth::merkle_leaf(stored.body);
    insert_entry(tx, stream.id, stored, entry);
    stream.frontier.append(stored.leaf);
    stream.last_ms = at_ms;
    if (stored.seq == 0) stream.first_ms = at_ms;
    return {stream.id, stored.seq, to_hex(stored.leaf)};
}

Receipt Ledger::State::append(Transaction& tx, LedgerEntry entry) {
    if (closed || fenced) throw DatabaseUnavailable("the ledger is closed");
    try {
        if (open.stale) read_again(tx);
        const std::int64_t at = next_ms();
        OpenStream& month = month_at(tx, at);
        watch_clock(tx, at);
        return put(tx, month, std::move(entry), at);
    } catch (const ConstraintViolation&) {
        lost();  // an entry of that number stands already: somebody else writes here
    }
}

OpenStream& Ledger::State::month_at(Transaction& tx, std::int64_t at_ms) {
    if (!open.month || open.month->id != month_stream(keys.node, at_ms)) open_month(tx, at_ms);
    return *open.month;
}

void Ledger::State::close_month(Transaction& tx, std::int64_t at_ms) {
    OpenStream& month = *open.month;
    write_head(tx, month);
    tx.run("INSERT INTO audit_segment (stream, first_ts, last_ts, size, root, sig, key_id, state) "
           "VALUES (:stream, :first, :last, :size, hex_in(:root), hex_in(:sig), :key, 'closed')",
           {with("stream", month.id), with("first", month.first_ms), with("last", month.last_ms), with("size", month.size()),
            with("root", to_hex(month.frontier.root())), with("sig", to_hex(signature(month))), with("key", keys.key_id)});
    LedgerEntry entry = about_stream("stream.close", {month.id});
    entry.count = month.size();
    entry.before = month.frontier.root();
    put(tx, open.roll_up, std::move(entry), at_ms);
}

// The roll-up says that the month is open; the month's first entry says what the closed month came to.
void Ledger::State::open_month(Transaction& tx, std::int64_t at_ms) {
    const std::string id = month_stream(keys.node, at_ms);
    LedgerEntry first = about_stream("stream.open", {id});
    if (open.month) {
        close_month(tx, at_ms);
        first.objects.push_back(open.month->id);
        first.count = open.month->size();
        first.before = open.month->frontier.root();
    }
    put(tx, open.roll_up, about_stream("stream.open", {id}), at_ms);
    open.month = create(tx, id);
    put(tx, *open.month, std::move(first), at_ms);
}

void Ledger::State::write_head(Transaction& tx, OpenStream& stream) const {
    if (stream.size() == stream.in_head) return;
    const auto changed = tx.run(
        "UPDATE audit_head SET size = :size, root = hex_in(:root), frontier = hex_in(:frontier), sig = hex_in(:sig), key_id = :key "
        "WHERE stream = :stream AND epoch = :epoch AND size = :was",
        {with("size", stream.size()), with("root", to_hex(stream.frontier.root())), with("frontier", to_hex(stream.frontier.to_bytes())),
         with("sig", to_hex(signature(stream))), with("key", keys.key_id), with("stream", stream.id), with("epoch", stream.epoch), with("was", stream.in_head)});
    if (changed != 1) throw LedgerBroken("the head of " + stream.id + " is no longer what this process wrote");
    stream.in_head = stream.size();
}

void Ledger::State::write_heads(Transaction& tx) {
    if (open.stale) return;
    try {
        if (open.month) write_head(tx, *open.month);
        write_head(tx, open.roll_up);
    } catch (const LedgerBroken&) {
        lost();
    }
    committed = true;
    durable_ahead_of_boot = open.ahead_of_boot;
}

// The head's own signature makes the note, so nothing is signed here that the writer did not write.
std::vector<std::string> Ledger::State::checkpoint() {
    std::vector<StoredHead> fresh;
    database.read([&](Transaction& tx) {
        for (StoredHead& head : heads_of_node(tx, keys.node)) {
            const auto last = last_checkpoint(tx, head.stream);
            if (!last || last->size != head.size) fresh.push_back(std::move(head));
        }
    });
    std::vector<std::string> notes;
    if (fresh.empty()) return notes;
    const auto trusted = public_keys(options.key_directory);
    for (const StoredHead& head : fresh) {
        const auto said = checkpoint_of(head.stream, static_cast<std::uint64_t>(head.size), head.root);
        const auto key = trusted.find(head.key_id);  // the one before, where nothing was written since keys were exchanged
        if (key == trusted.end() || !auth::signature_holds(key->second, text_of(said), head.sig)) throw LedgerBroken("the signed head of " + head.stream + " was altered");
        notes.push_back(note_of(said, key->second, head.sig));
    }
    append_anchors(options.anchor_file, notes);
    const std::int64_t now = ms_of(clock());
    database.write([&](Transaction& tx) {
        for (std::size_t i = 0; i < fresh.size(); ++i)
            tx.run("INSERT INTO audit_checkpoint (stream, size, root, frontier, ts, note) "
                   "VALUES (:stream, :size, hex_in(:root), hex_in(:frontier), :ts, :note) ON CONFLICT DO NOTHING",
                   {with("stream", fresh[i].stream), with("size", fresh[i].size), with("root", to_hex(fresh[i].root)),
                    with("frontier", to_hex(fresh[i].frontier)), with("ts", now), with("note", notes[i])});
    });
    return notes;
}

// The database outlives the ledger and keeps its hooks: they hold on to the state, which is closed when the ledger ends.
Ledger::Ledger(Database& database, LedgerOptions options, Clock clock)
    : state_(std::make_shared<State>(database, std::move(options), std::move(clock))) {
    const auto state = state_;
    database.around_pieces(
        [state] {
            state->before_piece = state->open;
            ++state->pieces;
        },
        [state] { state->open = state->before_piece; });
    database.before_commit([state](Transaction& tx) { state->before_commit(tx); });
    database.after_rollback([state] {
        state->pieces = 0;
        state->open.stale = true;
        state->committed = false;
    });
    try {
        database.write([state](Transaction& tx) { state->start(tx); });
    } catch (...) {
        state->closed = true;
        state->lock.reset();
        throw;
    }
}

// Closing goes through the writer, so that the heads of entries already appended are still written.
Ledger::~Ledger() {
    try {
        state_->database.write([state = state_](Transaction&) { state->closed = true; });
    } catch (const std::exception&) {
        state_->closed = true;
    }
    state_->lock.reset();
}

Receipt Ledger::append(Transaction& tx, domain::LedgerEntry entry) { return state_->append(tx, std::move(entry)); }

void Ledger::record(domain::LedgerEntry entry, Recorded then) {
    const auto receipt = std::make_shared<Receipt>();
    const auto done = [receipt, then](const std::exception_ptr& failed) { then(*receipt, failed); };
    try {
        state_->database.write_later([state = state_, receipt, entry = std::move(entry)](Transaction& tx) { *receipt = state->append(tx, entry); }, done);
    } catch (...) {
        done(std::current_exception());
    }
}

std::future<Receipt> Ledger::record(domain::LedgerEntry entry) {
    const auto promise = std::make_shared<std::promise<Receipt>>();
    record(std::move(entry), [promise](const Receipt& receipt, const std::exception_ptr& failed) {
        if (failed) promise->set_exception(failed);
        else promise->set_value(receipt);
    });
    return promise->get_future();
}

std::string Ledger::digest(std::string_view canonical) const { return auth::hmac_sha256(state_->keys.digest_key, canonical); }

std::vector<std::string> Ledger::checkpoint() { return state_->checkpoint(); }

bool Ledger::healthy() const { return !state_->fenced && state_->committed; }

}  // namespace casework::persistence
