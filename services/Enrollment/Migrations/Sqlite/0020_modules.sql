-- The units of organisations, such as a university's college that teaches modules (S20). A copy, kept by its own version.
ALTER TABLE organisation ADD COLUMN units_version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE organisation_unit (
    organisation_code TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_organisation_unit PRIMARY KEY (organisation_code, code)
);

CREATE TABLE learning_outcome (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_learning_outcome_id UNIQUE (id),
    CONSTRAINT uq_learning_outcome_code UNIQUE (institution, code)
);

-- Every text that an outcome ever had (D43).
CREATE TABLE learning_outcome_version (
    outcome_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_learning_outcome_version PRIMARY KEY (outcome_id, version)
);

CREATE TABLE module (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    institution TEXT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit_code TEXT NULL,
    state TEXT NOT NULL,
    retired_on TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_module_id UNIQUE (id),
    CONSTRAINT uq_module_code UNIQUE (institution, code)
);

-- Every version that a module ever had, with its terms as JSON (D43). The columns of the module itself are what lists filter by.
CREATE TABLE module_version (
    module_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    terms TEXT NOT NULL,
    change TEXT NOT NULL,
    reason TEXT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_module_version PRIMARY KEY (module_id, version)
);

CREATE TABLE module_prerequisite (
    module_id TEXT NOT NULL,
    prerequisite_id TEXT NOT NULL,
    CONSTRAINT pk_module_prerequisite PRIMARY KEY (module_id, prerequisite_id)
);

CREATE TABLE module_outcome (
    module_id TEXT NOT NULL,
    outcome_id TEXT NOT NULL,
    CONSTRAINT pk_module_outcome PRIMARY KEY (module_id, outcome_id)
);

CREATE INDEX ix_module_outcome_outcome ON module_outcome (outcome_id);

-- One row: a change of prerequisites updates it first, so no two together make a cycle (D13).
CREATE TABLE module_graph (
    id INTEGER NOT NULL,
    guard INTEGER NOT NULL,
    CONSTRAINT pk_module_graph PRIMARY KEY (id)
);

INSERT INTO module_graph (id, guard) VALUES (1, 0);
