CREATE TABLE base (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    field TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    approved_by TEXT NULL,
    suspended_on TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_base_id UNIQUE (id)
);

CREATE INDEX ix_base_expiry ON base (state, valid_until);

CREATE TABLE base_party (
    base_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    CONSTRAINT pk_base_party PRIMARY KEY (base_id, organisation),
    CONSTRAINT fk_base_party FOREIGN KEY (base_id) REFERENCES base (id)
);

CREATE TABLE base_skill (
    base_id TEXT NOT NULL,
    skill TEXT NOT NULL,
    CONSTRAINT pk_base_skill PRIMARY KEY (base_id, skill),
    CONSTRAINT fk_base_skill FOREIGN KEY (base_id) REFERENCES base (id)
);

CREATE INDEX ix_base_skill ON base_skill (skill, base_id);

CREATE TABLE base_period (
    base_id TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    CONSTRAINT pk_base_period PRIMARY KEY (base_id, from_day),
    CONSTRAINT fk_base_period FOREIGN KEY (base_id) REFERENCES base (id)
);
