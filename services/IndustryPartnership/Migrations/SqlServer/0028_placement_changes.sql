-- ended_as is zero while a change is proposed or agreed, and its own id afterwards: so one of a placement is open.
CREATE TABLE partnership.placement_change (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    placement_id UNIQUEIDENTIFIER NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    from_slot_id UNIQUEIDENTIFIER NOT NULL,
    from_enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    to_slot_id UNIQUEIDENTIFIER NOT NULL,
    to_enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    mentor NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    effective_on DATE NOT NULL,
    text NVARCHAR(MAX) NOT NULL,
    text_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    reason NVARCHAR(400) NOT NULL,
    proposed_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    proposed_on DATE NOT NULL,
    needs_guardian INT NOT NULL,
    agreed_on DATE NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    end_reason NVARCHAR(400) NULL,
    ended_as UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_placement_change PRIMARY KEY (seq),
    CONSTRAINT uq_placement_change_id UNIQUE (id),
    CONSTRAINT uq_placement_change_open UNIQUE (placement_id, ended_as),
    CONSTRAINT fk_placement_change FOREIGN KEY (placement_id) REFERENCES partnership.placement (id)
);

CREATE INDEX ix_placement_change_institution ON partnership.placement_change (institution, seq);

CREATE INDEX ix_placement_change_from ON partnership.placement_change (from_enterprise, seq);

CREATE INDEX ix_placement_change_to ON partnership.placement_change (to_enterprise, seq);

CREATE INDEX ix_placement_change_state ON partnership.placement_change (state, effective_on);

CREATE TABLE partnership.placement_change_acceptance (
    change_id UNIQUEIDENTIFIER NOT NULL,
    party NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    accepted_on DATE NOT NULL,
    document_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL,
    actor NVARCHAR(200) NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_placement_change_acceptance PRIMARY KEY (change_id, party),
    CONSTRAINT fk_placement_change_acceptance FOREIGN KEY (change_id) REFERENCES partnership.placement_change (id)
);

-- Where a placement was from when to when, once it has changed; the last one has no end of its own.
CREATE TABLE partnership.placement_post (
    placement_id UNIQUEIDENTIFIER NOT NULL,
    from_on DATE NOT NULL,
    until_on DATE NULL,
    slot_id UNIQUEIDENTIFIER NOT NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    mentor NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    CONSTRAINT pk_placement_post PRIMARY KEY (placement_id, from_on),
    CONSTRAINT fk_placement_post FOREIGN KEY (placement_id) REFERENCES partnership.placement (id)
);

CREATE INDEX ix_placement_post_slot ON partnership.placement_post (slot_id);
