-- Reports and service requests: what happened, where and when, and what became of it. Who reported stands in a table of its own, which
-- nothing that is served reads; several reports of one incident name the first of them.
CREATE TABLE report (
    id TEXT PRIMARY KEY REFERENCES record (id),
    panel TEXT NOT NULL,
    state TEXT NOT NULL,
    state_since TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    reported_on TEXT NOT NULL,
    occurred_from TEXT,
    occurred_until TEXT,
    category TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    what TEXT NOT NULL,
    channel TEXT NOT NULL DEFAULT '',
    agency TEXT NOT NULL,                    -- that received it
    external_ref TEXT NOT NULL DEFAULT '',
    reporter_kind TEXT NOT NULL DEFAULT '',  -- never who: that is report_source
    place TEXT NOT NULL DEFAULT '',          -- a named place
    place_text TEXT NOT NULL DEFAULT '',
    place_text_reason TEXT NOT NULL DEFAULT '',
    ward TEXT NOT NULL DEFAULT '',
    ward_version TEXT NOT NULL DEFAULT '',
    incident TEXT NOT NULL DEFAULT '',       -- the report whose incident it is; empty: its own
    about_kind TEXT NOT NULL DEFAULT '' CHECK (about_kind IN ('', 'person', 'body', 'premises', 'location')),
    about TEXT NOT NULL DEFAULT '',          -- the person, where one is known
    about_name TEXT NOT NULL DEFAULT '',
    victim TEXT NOT NULL DEFAULT '',         -- one reference for all reports of one person or household
    distress INTEGER NOT NULL DEFAULT 1 CHECK (distress IN (0, 1)),
    hate INTEGER NOT NULL DEFAULT 0 CHECK (hate IN (0, 1)),
    risk TEXT NOT NULL DEFAULT '',
    officer TEXT NOT NULL DEFAULT '',
    told TEXT NOT NULL DEFAULT '',
    told_on TEXT,
    matter TEXT NOT NULL DEFAULT '',         -- the warning whose matter it is part of
    evidence_kind TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    receiver TEXT NOT NULL DEFAULT '',
    gateway TEXT NOT NULL DEFAULT '',
    ended_on TEXT,
    author TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX report_list ON report (panel, reported_on, id);
CREATE INDEX report_state ON report (panel, state, reported_on, id);
CREATE INDEX report_matter ON report (matter, reported_on) WHERE matter <> '';
CREATE INDEX report_incident ON report (incident) WHERE incident <> '';
CREATE INDEX report_victim ON report (victim, reported_on) WHERE victim <> '';
CREATE INDEX report_place ON report (place, category, occurred_from) WHERE place <> '';

-- Always protected (F2). The keys let the same person be known again without anybody reading who it is.
CREATE TABLE report_source (
    report_id TEXT PRIMARY KEY REFERENCES report (id),
    name TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    telephone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    own_words TEXT NOT NULL DEFAULT '',
    safe_contact TEXT NOT NULL DEFAULT '',
    wants_update INTEGER NOT NULL DEFAULT 1 CHECK (wants_update IN (0, 1)),
    name_key TEXT NOT NULL DEFAULT '',
    address_key TEXT NOT NULL DEFAULT '',
    telephone_key TEXT NOT NULL DEFAULT '',
    email_key TEXT NOT NULL DEFAULT ''
) /*clustered*/;
CREATE INDEX report_source_name ON report_source (name_key) WHERE name_key <> '';

-- Requests of years before the system, as they were published: only for figures.
CREATE TABLE report_history (
    panel TEXT NOT NULL,
    category TEXT NOT NULL,
    year INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (panel, category, year)
) /*clustered*/;

-- Wards by the boundaries in force from a day on; a report names the version that it was counted in.
CREATE TABLE ward (
    version TEXT NOT NULL,
    from_day TEXT NOT NULL,                  -- empty: as far back as the records go
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (code, version)
) /*clustered*/;

-- What was kept as an event of a matter is a report of its own from now on; REP, the year and a number, as the counter goes on from.
CREATE TABLE report_moved (
    case_id TEXT NOT NULL,
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (case_id, n)
);
INSERT INTO report_moved (case_id, n, id, year, number)
    SELECT m.case_id, m.n, 'REP-' || m.year || '-' || CASE WHEN m.number < 10 THEN '000' WHEN m.number < 100 THEN '00' WHEN m.number < 1000 THEN '0' ELSE '' END || m.number, m.year, m.number
    FROM (SELECT e.case_id, e.n, CAST(substr(e.on_day, 1, 4) AS INTEGER) AS year, row_number() OVER (PARTITION BY substr(e.on_day, 1, 4) ORDER BY e.at, e.case_id, e.n) AS number
          FROM protection_event e WHERE e.kind = 'report') AS m;
INSERT INTO reference_counter (prefix, year, last) SELECT 'REP', year, max(number) FROM report_moved GROUP BY year;
INSERT INTO record (id, kind, panel, sensitivity, owner_agency, opened_at)
    SELECT m.id, 'report', r.panel, r.sensitivity, r.owner_agency, e.at FROM report_moved m JOIN protection_event e ON e.case_id = m.case_id AND e.n = m.n JOIN record r ON r.id = m.case_id;
INSERT INTO record_share (record_id, panel) SELECT m.id, s.panel FROM report_moved m JOIN record_share s ON s.record_id = m.case_id;
INSERT INTO record_participant (record_id, account, protected) SELECT m.id, p.account, p.protected FROM report_moved m JOIN record_participant p ON p.record_id = m.case_id;
INSERT INTO record_exclusion (record_id, account, agency) SELECT m.id, x.account, x.agency FROM report_moved m JOIN record_exclusion x ON x.record_id = m.case_id;
INSERT INTO report (id, panel, state, state_since, version, reported_on, category, what, agency, place_text, place_text_reason, matter, evidence_kind, evidence, author, at)
    SELECT m.id, c.panel, 'in_matter', e.on_day, 1, e.on_day, CASE WHEN c.category = 'dog' THEN 'dogs' ELSE c.category END, e.words, r.owner_agency, e.place,
           CASE WHEN e.place = '' THEN '' ELSE 'As it was recorded with the matter' END, e.case_id, e.evidence_kind, e.evidence, e.account, e.at
    FROM report_moved m JOIN protection_event e ON e.case_id = m.case_id AND e.n = m.n JOIN protection_case c ON c.id = m.case_id JOIN record r ON r.id = m.case_id;
INSERT INTO report_source (report_id) SELECT id FROM report_moved;
DELETE FROM protection_event WHERE kind = 'report';
DROP TABLE report_moved;
