CREATE TABLE staff_count (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation TEXT NOT NULL,
    post_kind TEXT NOT NULL,
    staff INTEGER NOT NULL,
    effective_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL
);

CREATE INDEX ix_staff_count_organisation ON staff_count (organisation, seq);

CREATE TABLE slot (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    approved_by TEXT NULL,
    title TEXT NOT NULL,
    post_kind TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    placed INTEGER NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_slot_id UNIQUE (id)
);

CREATE INDEX ix_slot_enterprise ON slot (enterprise, state);

CREATE TABLE slot_major (
    slot_id TEXT NOT NULL,
    major TEXT NOT NULL,
    CONSTRAINT pk_slot_major PRIMARY KEY (slot_id, major),
    CONSTRAINT fk_slot_major FOREIGN KEY (slot_id) REFERENCES slot (id)
);

CREATE TABLE learner (
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    person TEXT NULL,
    birth_date TEXT NOT NULL,
    major TEXT NOT NULL,
    stage INTEGER NOT NULL,
    state TEXT NOT NULL,
    guard INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_learner PRIMARY KEY (id)
);

CREATE TABLE placement (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    slot_id TEXT NOT NULL,
    learner_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    state TEXT NOT NULL,
    hours INTEGER NULL,
    grade TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_placement_id UNIQUE (id),
    CONSTRAINT fk_placement_slot FOREIGN KEY (slot_id) REFERENCES slot (id)
);

CREATE INDEX ix_placement_slot ON placement (slot_id);

CREATE INDEX ix_placement_learner ON placement (learner_id);

CREATE INDEX ix_placement_institution ON placement (institution, seq);

CREATE INDEX ix_placement_enterprise ON placement (enterprise, seq);
