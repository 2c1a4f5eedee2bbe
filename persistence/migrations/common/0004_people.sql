-- People and places. Every fact about a person stands under the record it came from and carries a field class: it is seen by those
-- who may read that record and that class, and by nobody else. `field_class` 0 case fact, 1 identity, 2 protected.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    opened_at BIGINT NOT NULL
);

-- Who stands on which record, and as what. The version counts the changes to the facts of this person on this record:
-- a change on another record is not visible here and must not cause a clash.
CREATE TABLE record_person (
    record_id TEXT NOT NULL REFERENCES record (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (record_id, person_id)
) /*clustered*/;
CREATE INDEX record_person_person ON record_person (person_id, record_id);

-- Ordinal 0 is the name by which the record calls the person; the others are aliases, nicknames and former names.
CREATE TABLE person_name (
    person_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('name', 'alias', 'nickname', 'former')),
    full_name TEXT NOT NULL,
    sort_key TEXT /*bytewise*/ NOT NULL,
    field_class INTEGER NOT NULL DEFAULT 1 CHECK (field_class BETWEEN 0 AND 2),
    PRIMARY KEY (person_id, record_id, ordinal),
    FOREIGN KEY (record_id, person_id) REFERENCES record_person (record_id, person_id)
) /*clustered*/;
CREATE INDEX person_name_sorted ON person_name (sort_key, person_id) WHERE ordinal = 0;

-- Every word of every name, for exact and prefix search: a range of this key, in its own order.
CREATE TABLE person_word (
    word TEXT /*bytewise*/ NOT NULL,
    sort_key TEXT /*bytewise*/ NOT NULL,
    person_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    field_class INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (word, sort_key, person_id, record_id, ordinal)
) /*clustered*/;
CREATE INDEX person_word_person ON person_word (person_id, record_id, word);

-- The words that occur in names, with how they sound and what is left of them without one letter: leads from a misspelled
-- word to the words that exist. Holds no person and is never shown.
CREATE TABLE name_word (
    word TEXT /*bytewise*/ PRIMARY KEY,
    sound TEXT /*bytewise*/ NOT NULL
) /*clustered*/;
CREATE INDEX name_word_sound ON name_word (sound, word);
CREATE TABLE name_word_near (
    shortened TEXT /*bytewise*/ NOT NULL,
    word TEXT /*bytewise*/ NOT NULL,
    PRIMARY KEY (shortened, word)
) /*clustered*/;

-- A date of birth, or an age as it appeared to someone on a day and why they think so.
CREATE TABLE person_birth (
    person_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    born TEXT,
    estimated_age INTEGER CHECK (estimated_age BETWEEN 0 AND 120),
    estimated_on TEXT,
    basis TEXT NOT NULL DEFAULT '',
    field_class INTEGER NOT NULL DEFAULT 1 CHECK (field_class BETWEEN 0 AND 2),
    PRIMARY KEY (person_id, record_id),
    FOREIGN KEY (record_id, person_id) REFERENCES record_person (record_id, person_id)
) /*clustered*/;
CREATE INDEX person_birth_born ON person_birth (born, person_id);

CREATE TABLE person_address (
    person_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('home', 'care_of', 'no_fixed', 'hostel', 'other', 'protected')),
    address TEXT NOT NULL,
    postcode TEXT NOT NULL DEFAULT '',
    from_day TEXT,
    to_day TEXT,
    field_class INTEGER NOT NULL CHECK (field_class BETWEEN 0 AND 2),
    PRIMARY KEY (person_id, record_id, ordinal),
    FOREIGN KEY (record_id, person_id) REFERENCES record_person (record_id, person_id),
    CHECK (kind <> 'protected' OR field_class = 2)
) /*clustered*/;

-- How, when and through whom the person may safely be reached: always protected.
CREATE TABLE person_contact (
    person_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    note TEXT NOT NULL,
    field_class INTEGER NOT NULL DEFAULT 2 CHECK (field_class = 2),
    PRIMARY KEY (person_id, record_id, ordinal),
    FOREIGN KEY (record_id, person_id) REFERENCES record_person (record_id, person_id)
) /*clustered*/;

CREATE TABLE person_vulnerability (
    person_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    code TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    field_class INTEGER NOT NULL CHECK (field_class BETWEEN 0 AND 2),
    PRIMARY KEY (person_id, record_id, code),
    FOREIGN KEY (record_id, person_id) REFERENCES record_person (record_id, person_id)
) /*clustered*/;

-- Staff safety: what the officer at the door must see.
CREATE TABLE person_marker (
    person_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    code TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    until_day TEXT,
    field_class INTEGER NOT NULL DEFAULT 1 CHECK (field_class BETWEEN 0 AND 2),
    PRIMARY KEY (person_id, record_id, code),
    FOREIGN KEY (record_id, person_id) REFERENCES record_person (record_id, person_id)
) /*clustered*/;

CREATE TABLE person_photo (
    person_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    reference TEXT NOT NULL,
    supplied_by TEXT NOT NULL,
    taken_on TEXT,
    expires_on TEXT,
    field_class INTEGER NOT NULL DEFAULT 1 CHECK (field_class BETWEEN 0 AND 2),
    PRIMARY KEY (person_id, record_id, reference),
    FOREIGN KEY (record_id, person_id) REFERENCES record_person (record_id, person_id)
) /*clustered*/;

CREATE TABLE place (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    ward TEXT NOT NULL DEFAULT ''
) /*clustered*/;
-- The name and every other name of a place, as search reads them.
CREATE TABLE place_name (
    name_key TEXT /*bytewise*/ NOT NULL,
    place_id TEXT NOT NULL REFERENCES place (id),
    full_name TEXT NOT NULL,
    PRIMARY KEY (name_key, place_id)
) /*clustered*/;

CREATE TABLE person_place (
    person_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    place_id TEXT NOT NULL REFERENCES place (id),
    relation TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    field_class INTEGER NOT NULL DEFAULT 1 CHECK (field_class BETWEEN 0 AND 2),
    PRIMARY KEY (person_id, record_id, place_id, relation),
    FOREIGN KEY (record_id, person_id) REFERENCES record_person (record_id, person_id)
) /*clustered*/;
CREATE INDEX person_place_place ON person_place (place_id, person_id);

-- What was typed into the search box, sealed, for the account that typed it: the address of its results holds only the id.
CREATE TABLE search_request (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    sealed TEXT NOT NULL,
    until_at BIGINT NOT NULL
) /*clustered*/;
CREATE INDEX search_request_until ON search_request (until_at);

INSERT INTO place (id, name, kind, ward) VALUES
    ('PLC-0001', 'Week Street', 'street', 'High Street'),
    ('PLC-0002', 'Jubilee Square', 'square', 'High Street'),
    ('PLC-0003', 'Brenchley Gardens', 'park', 'High Street'),
    ('PLC-0004', 'Fremlin Walk', 'shopping', 'High Street'),
    ('PLC-0005', 'The Mall', 'shopping', 'High Street'),
    ('PLC-0006', 'Royal Star Arcade', 'shopping', 'High Street'),
    ('PLC-0007', 'Cannon Square', 'square', 'High Street'),
    ('PLC-0008', 'High Street', 'street', 'High Street'),
    ('PLC-0009', 'King Street', 'street', 'High Street'),
    ('PLC-0010', 'Gabriel''s Hill', 'street', 'High Street'),
    ('PLC-0011', 'Bank Street', 'street', 'High Street'),
    ('PLC-0012', 'Earl Street', 'street', 'High Street'),
    ('PLC-0013', 'Whatman Park', 'park', ''),
    ('PLC-0014', 'River Steps', 'riverside', ''),
    ('PLC-0015', 'Amphitheatre', 'riverside', ''),
    ('PLC-0016', 'Lockmeadow', 'leisure', ''),
    ('PLC-0017', 'Mote Park', 'park', ''),
    ('PLC-0018', 'Maidstone East Station', 'station', ''),
    ('PLC-0019', 'Maidstone West Station', 'station', ''),
    ('PLC-0020', 'Chequers Bus Station', 'station', 'High Street'),
    ('PLC-0021', 'Trinity Park', 'park', 'High Street'),
    ('PLC-0022', 'Town Hall', 'building', 'High Street'),
    ('PLC-0023', 'Rose Garden', 'park', ''),
    ('PLC-0024', 'Hardy Street', 'street', 'High Street');
INSERT INTO place_name (name_key, place_id, full_name) VALUES
    ('week street', 'PLC-0001', 'Week Street'), ('week st', 'PLC-0001', 'Week St'), ('north week street', 'PLC-0001', 'North Week Street'),
    ('jubilee square', 'PLC-0002', 'Jubilee Square'), ('jubilee sq', 'PLC-0002', 'Jubilee Sq'),
    ('brenchley gardens', 'PLC-0003', 'Brenchley Gardens'), ('brenchley', 'PLC-0003', 'Brenchley'),
    ('fremlin walk', 'PLC-0004', 'Fremlin Walk'), ('fremlins', 'PLC-0004', 'Fremlins'),
    ('the mall', 'PLC-0005', 'The Mall'), ('mall', 'PLC-0005', 'Mall'), ('the chequers', 'PLC-0005', 'The Chequers'), ('chequers', 'PLC-0005', 'Chequers'),
    ('royal star arcade', 'PLC-0006', 'Royal Star Arcade'), ('star arcade', 'PLC-0006', 'Star Arcade'),
    ('cannon square', 'PLC-0007', 'Cannon Square'), ('the cannon', 'PLC-0007', 'The Cannon'),
    ('high street', 'PLC-0008', 'High Street'), ('high st', 'PLC-0008', 'High St'),
    ('king street', 'PLC-0009', 'King Street'), ('king st', 'PLC-0009', 'King St'),
    ('gabriels hill', 'PLC-0010', 'Gabriel''s Hill'),
    ('bank street', 'PLC-0011', 'Bank Street'), ('bank st', 'PLC-0011', 'Bank St'),
    ('earl street', 'PLC-0012', 'Earl Street'), ('earl st', 'PLC-0012', 'Earl St'),
    ('whatman park', 'PLC-0013', 'Whatman Park'), ('whatmans', 'PLC-0013', 'Whatmans'),
    ('river steps', 'PLC-0014', 'River Steps'), ('amphitheatre', 'PLC-0015', 'Amphitheatre'),
    ('lockmeadow', 'PLC-0016', 'Lockmeadow'), ('mote park', 'PLC-0017', 'Mote Park'),
    ('maidstone east station', 'PLC-0018', 'Maidstone East Station'), ('maidstone east', 'PLC-0018', 'Maidstone East'),
    ('maidstone west station', 'PLC-0019', 'Maidstone West Station'), ('maidstone west', 'PLC-0019', 'Maidstone West'),
    ('chequers bus station', 'PLC-0020', 'Chequers Bus Station'), ('bus station', 'PLC-0020', 'Bus Station'),
    ('trinity park', 'PLC-0021', 'Trinity Park'), ('town hall', 'PLC-0022', 'Town Hall'), ('rose garden', 'PLC-0023', 'Rose Garden'),
    ('hardy street', 'PLC-0024', 'Hardy Street'), ('hardy st', 'PLC-0024', 'Hardy St');
