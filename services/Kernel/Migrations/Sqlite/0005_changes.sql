-- One row for each change of a thing that partners follow. The newest one has no superseded_at.
CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    subject TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NULL,
    CONSTRAINT uq_change_id UNIQUE (id)
);

CREATE UNIQUE INDEX uq_change_newest ON change (kind, thing_id) WHERE superseded_at IS NULL;

CREATE INDEX ix_change_superseded ON change (superseded_at);

-- The replies that a GET gives, once each. Personal data of the feed stand in this table alone.
CREATE TABLE change_form (
    change_id TEXT NOT NULL,
    form INTEGER NOT NULL,
    data TEXT NULL,
    CONSTRAINT pk_change_form PRIMARY KEY (change_id, form)
);

-- Who gets which of them. An empty organisation stands for every one, an empty role for any. Without a form it is out of sight.
CREATE TABLE change_sight (
    change_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    role TEXT NOT NULL,
    form INTEGER NULL,
    position INTEGER NULL,
    CONSTRAINT pk_change_sight PRIMARY KEY (change_id, organisation, role)
);

CREATE INDEX ix_change_sight_position ON change_sight (organisation, position);

-- Changes without a position, in the order in which they were written.
CREATE TABLE change_waiting (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    change_id TEXT NOT NULL
);

CREATE TABLE change_feed (
    id INTEGER NOT NULL,
    epoch TEXT NOT NULL,
    position INTEGER NOT NULL,
    oldest INTEGER NOT NULL,
    CONSTRAINT pk_change_feed PRIMARY KEY (id)
);

INSERT INTO change_feed (id, epoch, position, oldest) VALUES (1, lower(hex(randomblob(8))), 0, 0);

-- Until which business date all things of a kind have been compared with the feed.
CREATE TABLE change_check (
    kind TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    CONSTRAINT pk_change_check PRIMARY KEY (kind)
);
