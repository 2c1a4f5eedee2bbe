-- Joiners, movers and leavers: how to reach a person, who leads them, which groups take a second person, and every change with its reason.
ALTER TABLE account ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN manager TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN enabled_at BIGINT;
ALTER TABLE account ADD COLUMN dormancy_told_at BIGINT;
ALTER TABLE panel_group ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1));

-- `subject` is an account or an agency; `was` and `becomes` are words for people. Done at once, or when a second person has agreed.
CREATE TABLE rights_change (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    panel TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    chair INTEGER NOT NULL DEFAULT 0 CHECK (chair IN (0, 1)),
    until TEXT NOT NULL DEFAULT '',
    was TEXT NOT NULL,
    becomes TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'agreed', 'refused')),
    answered_by TEXT NOT NULL DEFAULT '',
    answered_at BIGINT,
    answer_reason TEXT NOT NULL DEFAULT '',
    done_at BIGINT,
    CHECK (answered_by <> asked_by AND answered_by <> subject OR answered_by = '')
);
CREATE INDEX rights_change_subject ON rights_change (subject, asked_at);
CREATE INDEX rights_change_waiting ON rights_change (asked_at) WHERE answered_at IS NULL AND done_at IS NULL;

-- E-mails on their way; they name nobody but the address they go to.
CREATE TABLE mail (
    id TEXT PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX mail_due ON mail (next_at);
