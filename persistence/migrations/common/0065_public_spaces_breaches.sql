-- Breaches of public spaces protection orders: what the register's own row of the breach does not hold. Amounts in pence.
CREATE TABLE pspo_breach (
    tool_id TEXT NOT NULL REFERENCES tool (id),
    n INTEGER NOT NULL,                      -- of tool_breach
    minute INTEGER NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    longitude BIGINT NOT NULL,               -- millionths of a degree (WGS 84)
    latitude BIGINT NOT NULL,
    person TEXT NOT NULL DEFAULT '',         -- or a description
    description TEXT NOT NULL DEFAULT '',
    age INTEGER,
    requirement_given INTEGER NOT NULL CHECK (requirement_given IN (0, 1)),
    requirement_refused INTEGER NOT NULL CHECK (requirement_refused IN (0, 1)),
    authority_asked INTEGER NOT NULL CHECK (authority_asked IN (0, 1)),
    authority_shown INTEGER NOT NULL CHECK (authority_shown IN (0, 1)),
    items TEXT NOT NULL DEFAULT '',          -- one a line: what, a tab, what became of it
    excuse TEXT NOT NULL,
    excuse_note TEXT NOT NULL DEFAULT '',
    by_kind TEXT NOT NULL,
    officer TEXT NOT NULL,
    video TEXT NOT NULL DEFAULT '',
    penalty_state TEXT NOT NULL DEFAULT '' CHECK (penalty_state IN ('', 'issued', 'paid', 'cancelled')),
    notice_on TEXT,
    pence INTEGER NOT NULL DEFAULT 0,
    early_pence INTEGER NOT NULL DEFAULT 0,
    early_days INTEGER NOT NULL DEFAULT 0,
    payee TEXT NOT NULL DEFAULT '',
    penalty_ended_on TEXT,
    penalty_reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (tool_id, n)
) /*clustered*/;
CREATE INDEX pspo_breach_person ON pspo_breach (person, tool_id) WHERE person <> '';
