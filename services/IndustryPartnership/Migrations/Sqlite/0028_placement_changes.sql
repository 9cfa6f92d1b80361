-- ended_as is zero while a change is proposed or agreed, and its own id afterwards: so one of a placement is open.
CREATE TABLE placement_change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    placement_id TEXT NOT NULL,
    learner_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    from_slot_id TEXT NOT NULL,
    from_enterprise TEXT NOT NULL,
    to_slot_id TEXT NOT NULL,
    to_enterprise TEXT NOT NULL,
    mentor TEXT NULL,
    effective_on TEXT NOT NULL,
    text TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    reason TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_on TEXT NOT NULL,
    needs_guardian INTEGER NOT NULL,
    agreed_on TEXT NULL,
    state TEXT NOT NULL,
    end_reason TEXT NULL,
    ended_as TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_placement_change_id UNIQUE (id),
    CONSTRAINT uq_placement_change_open UNIQUE (placement_id, ended_as),
    CONSTRAINT fk_placement_change FOREIGN KEY (placement_id) REFERENCES placement (id)
);

CREATE INDEX ix_placement_change_institution ON placement_change (institution, seq);

CREATE INDEX ix_placement_change_from ON placement_change (from_enterprise, seq);

CREATE INDEX ix_placement_change_to ON placement_change (to_enterprise, seq);

CREATE INDEX ix_placement_change_state ON placement_change (state, effective_on);

CREATE TABLE placement_change_acceptance (
    change_id TEXT NOT NULL,
    party TEXT NOT NULL,
    accepted_on TEXT NOT NULL,
    document_hash TEXT NULL,
    actor TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_placement_change_acceptance PRIMARY KEY (change_id, party),
    CONSTRAINT fk_placement_change_acceptance FOREIGN KEY (change_id) REFERENCES placement_change (id)
);

-- Where a placement was from when to when, once it has changed; the last one has no end of its own.
CREATE TABLE placement_post (
    placement_id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NULL,
    slot_id TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    mentor TEXT NULL,
    CONSTRAINT pk_placement_post PRIMARY KEY (placement_id, from_on),
    CONSTRAINT fk_placement_post FOREIGN KEY (placement_id) REFERENCES placement (id)
);

CREATE INDEX ix_placement_post_slot ON placement_post (slot_id);
