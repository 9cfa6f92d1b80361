-- Credit is judged from facts by a mapping that both institutions agreed (D12). The terms of an articulation are its mapping number 0, so
-- what a placement earned until now stays: its credit becomes the fact that it was completed.
CREATE TABLE enrollment.credit_mapping (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    articulation_id UNIQUEIDENTIFIER NOT NULL,
    number INT NOT NULL,
    valid_from DATE NOT NULL,
    terms NVARCHAR(MAX) NOT NULL,
    reason NVARCHAR(400) NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    proposed_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    decided_on DATE NULL,
    decided_at DATETIME2(3) NULL,
    refusal_reason NVARCHAR(400) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_credit_mapping PRIMARY KEY (seq),
    CONSTRAINT uq_credit_mapping_id UNIQUE (id),
    CONSTRAINT uq_credit_mapping_number UNIQUE (articulation_id, number)
);

CREATE TABLE enrollment.placement_fact (
    placement_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    grade NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL,
    hours INT NULL,
    ends_on DATE NOT NULL,
    recorded_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_placement_fact PRIMARY KEY (placement_id, version)
);

CREATE INDEX ix_placement_fact_learner ON enrollment.placement_fact (learner_id);
GO

INSERT INTO enrollment.placement_fact (
    placement_id, version, learner_id, institution, kind, state, grade, hours, ends_on, recorded_on, recorded_at)
SELECT source_id, 0, learner_id, NULL, 'post-internship', 'completed', grade, hours, effective_on,
    CAST(DATEADD(hour, 8, recorded_at) AS DATE), recorded_at
FROM enrollment.credit
WHERE source_kind = 'placement';
GO

DROP INDEX ix_credit_learner ON enrollment.credit;

DROP TABLE enrollment.credit;

CREATE TABLE enrollment.credit_decision (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    source_kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    source_id UNIQUEIDENTIFIER NOT NULL,
    source_version INT NOT NULL,
    mapping INT NOT NULL,
    decision NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    reason NVARCHAR(400) NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    recorded_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_credit_decision PRIMARY KEY (seq),
    CONSTRAINT uq_credit_decision_id UNIQUE (id)
);

CREATE INDEX ix_credit_decision_learner ON enrollment.credit_decision (learner_id);
