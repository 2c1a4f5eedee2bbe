-- Whoever a record was kept from does not see its certificate either: the exclusions as they stood when it was erased.
CREATE TABLE disposal_exclusion (
    disposal_id TEXT NOT NULL REFERENCES disposal (id),
    account     TEXT NOT NULL,  -- one of the two is empty
    agency      TEXT NOT NULL,
    PRIMARY KEY (disposal_id, account, agency)
) /*clustered*/;
