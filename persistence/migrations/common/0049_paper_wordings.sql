-- The wording of papers as a partnership sets it: drafted by one person, approved by another, in force from a day; never overwritten.
CREATE TABLE paper_wording (
    panel TEXT NOT NULL,
    paper TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    body TEXT NOT NULL,
    why TEXT NOT NULL,
    from_day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'refused')),
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    answered_by TEXT NOT NULL DEFAULT '',
    answered_at BIGINT,
    answer_reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (panel, paper, version),
    CHECK (answered_by <> author)
) /*clustered*/;

-- By which wording a paper was made: "warning 3"; empty: the house's own.
ALTER TABLE protection_paper ADD COLUMN wording TEXT NOT NULL DEFAULT '';
ALTER TABLE protection_breach_paper ADD COLUMN wording TEXT NOT NULL DEFAULT '';
