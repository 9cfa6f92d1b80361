CREATE TABLE history (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    action TEXT NOT NULL,
    organisation TEXT NOT NULL,
    audience TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    thing TEXT NOT NULL,
    CONSTRAINT uq_history UNIQUE (kind, thing_id, version)
);

CREATE TABLE tag (
    thing_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    tag TEXT NOT NULL,
    CONSTRAINT pk_tag PRIMARY KEY (thing_id, kind, tag)
);

CREATE INDEX ix_tag ON tag (kind, tag, thing_id);
