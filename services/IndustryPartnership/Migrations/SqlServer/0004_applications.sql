-- ended_as is zero while an application stands, and its own id once it was rejected or withdrawn: so one of a learner for a slot stands.
CREATE TABLE partnership.application (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    slot_id UNIQUEIDENTIFIER NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    ended_as UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_application PRIMARY KEY (seq),
    CONSTRAINT uq_application_id UNIQUE (id),
    CONSTRAINT uq_application_standing UNIQUE (slot_id, learner_id, ended_as),
    CONSTRAINT fk_application_slot FOREIGN KEY (slot_id) REFERENCES partnership.slot (id)
);

CREATE INDEX ix_application_learner ON partnership.application (learner_id);

CREATE INDEX ix_application_institution ON partnership.application (institution, seq);

CREATE INDEX ix_application_enterprise ON partnership.application (enterprise, seq);

UPDATE partnership.slot SET state = 'full', version = version + 1 WHERE state = 'open' AND placed >= capacity;
