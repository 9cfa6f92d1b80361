CREATE TABLE transfer_plan (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    from_institution TEXT NOT NULL,
    to_institution TEXT NOT NULL,
    cohort INTEGER NOT NULL,
    examined_by TEXT NOT NULL,
    bonus_max INTEGER NOT NULL,
    pass_mark INTEGER NOT NULL,
    resits INTEGER NOT NULL,
    absence TEXT NOT NULL,
    gate_credits INTEGER NOT NULL,
    state TEXT NOT NULL,
    sitting INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    text TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    results_revision INTEGER NOT NULL,
    results_hash TEXT NULL,
    results_on TEXT NULL,
    guard INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_transfer_plan_id UNIQUE (id),
    CONSTRAINT uq_transfer_plan_cohort UNIQUE (from_institution, to_institution, cohort)
);

CREATE TABLE transfer_component (
    plan_id TEXT NOT NULL,
    code TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    weight INTEGER NOT NULL,
    tie_rank INTEGER NULL,
    CONSTRAINT pk_transfer_component PRIMARY KEY (plan_id, code)
);

CREATE TABLE transfer_place (
    plan_id TEXT NOT NULL,
    articulation_id TEXT NOT NULL,
    places INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    CONSTRAINT pk_transfer_place PRIMARY KEY (plan_id, articulation_id)
);

CREATE TABLE transfer_approval (
    plan_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    institution TEXT NOT NULL,
    approved_at TEXT NOT NULL,
    CONSTRAINT pk_transfer_approval PRIMARY KEY (plan_id, revision, institution)
);

CREATE TABLE transfer_publication (
    plan_id TEXT NOT NULL,
    results_revision INTEGER NOT NULL,
    institution TEXT NOT NULL,
    published_on TEXT NOT NULL,
    published_at TEXT NOT NULL,
    CONSTRAINT pk_transfer_publication PRIMARY KEY (plan_id, results_revision, institution)
);

CREATE TABLE transfer_candidate (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    learner_id TEXT NOT NULL,
    articulation_id TEXT NOT NULL,
    sitting INTEGER NOT NULL,
    state TEXT NOT NULL,
    bonus INTEGER NULL,
    total INTEGER NULL,
    appeal_grounds TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_transfer_candidate_id UNIQUE (id),
    CONSTRAINT uq_transfer_candidate_sitting UNIQUE (plan_id, learner_id, sitting)
);

CREATE TABLE transfer_mark (
    candidate_id TEXT NOT NULL,
    component_code TEXT NOT NULL,
    mark INTEGER NOT NULL,
    CONSTRAINT pk_transfer_mark PRIMARY KEY (candidate_id, component_code)
);

CREATE TABLE transfer_result (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    learner_id TEXT NOT NULL,
    sitting INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    total INTEGER NULL,
    effective_on TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT uq_transfer_result_version UNIQUE (candidate_id, version)
);

CREATE INDEX ix_transfer_result_plan ON transfer_result (plan_id);
