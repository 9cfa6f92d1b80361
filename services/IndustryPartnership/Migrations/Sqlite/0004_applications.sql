-- ended_as is zero while an application stands, and its own id once it was rejected or withdrawn: so one of a learner for a slot stands.
CREATE TABLE application (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    slot_id TEXT NOT NULL,
    learner_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    state TEXT NOT NULL,
    ended_as TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_application_id UNIQUE (id),
    CONSTRAINT uq_application_standing UNIQUE (slot_id, learner_id, ended_as),
    CONSTRAINT fk_application_slot FOREIGN KEY (slot_id) REFERENCES slot (id)
);

CREATE INDEX ix_application_learner ON application (learner_id);

CREATE INDEX ix_application_institution ON application (institution, seq);

CREATE INDEX ix_application_enterprise ON application (enterprise, seq);

UPDATE slot SET state = 'full', version = version + 1 WHERE state = 'open' AND placed >= capacity;
