-- Credit is judged from facts by a mapping that both institutions agreed (D12). The terms of an articulation are its mapping number 0, so
-- what a placement earned until now stays: its credit becomes the fact that it was completed.
CREATE TABLE credit_mapping (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    articulation_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    terms TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    decided_on TEXT NULL,
    decided_at TEXT NULL,
    refusal_reason TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_credit_mapping_id UNIQUE (id),
    CONSTRAINT uq_credit_mapping_number UNIQUE (articulation_id, number)
);

CREATE TABLE placement_fact (
    placement_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    learner_id TEXT NOT NULL,
    institution TEXT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    grade TEXT NULL,
    hours INTEGER NULL,
    ends_on TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_placement_fact PRIMARY KEY (placement_id, version)
);

CREATE INDEX ix_placement_fact_learner ON placement_fact (learner_id);

INSERT INTO placement_fact (
    placement_id, version, learner_id, institution, kind, state, grade, hours, ends_on, recorded_on, recorded_at)
SELECT source_id, 0, learner_id, NULL, 'post-internship', 'completed', grade, hours, effective_on,
    DATE(recorded_at, '+8 hours'), recorded_at
FROM credit
WHERE source_kind = 'placement';

DROP INDEX ix_credit_learner;

DROP TABLE credit;

CREATE TABLE credit_decision (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    learner_id TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    source_version INTEGER NOT NULL,
    mapping INTEGER NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    institution TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT uq_credit_decision_id UNIQUE (id)
);

CREATE INDEX ix_credit_decision_learner ON credit_decision (learner_id);
