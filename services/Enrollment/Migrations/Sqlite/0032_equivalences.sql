-- Equivalences of modules, and the modules that learners passed elsewhere, with all their versions (D11, D43).
CREATE TABLE equivalence (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    from_institution TEXT NOT NULL,
    to_institution TEXT NOT NULL,
    value TEXT NOT NULL,
    alternatives TEXT NOT NULL,
    earns TEXT NOT NULL,
    replaces TEXT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    decided_on TEXT NULL,
    decided_at TEXT NULL,
    ended_on TEXT NULL,
    reason TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_equivalence_id UNIQUE (id)
);

CREATE INDEX ix_equivalence_institutions ON equivalence (from_institution, to_institution);

CREATE TABLE passed_module (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    learner_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    module TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT uq_passed_module_id UNIQUE (id)
);

CREATE UNIQUE INDEX uq_passed_module_once ON passed_module (learner_id, taken_at, module) WHERE state = 'recorded';

CREATE INDEX ix_passed_module_learner ON passed_module (learner_id);

CREATE TABLE passed_module_version (
    passed_module_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    module TEXT NOT NULL,
    grade TEXT NOT NULL,
    passed_on TEXT NOT NULL,
    reason TEXT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_passed_module_version PRIMARY KEY (passed_module_id, version)
);
