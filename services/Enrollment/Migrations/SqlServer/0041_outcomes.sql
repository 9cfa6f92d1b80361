-- The day on which a closed organisation ended (D45). Of those closed before, the day is not known.
ALTER TABLE enrollment.organisation ADD ended_on DATE NULL;

-- What became of graduates (S6, S7). Its facts have the values; a correction supersedes one (D43).
CREATE TABLE enrollment.outcome (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_outcome PRIMARY KEY (seq),
    CONSTRAINT uq_outcome_id UNIQUE (id)
);

CREATE INDEX ix_outcome_learner ON enrollment.outcome (learner_id, seq);

CREATE TABLE enrollment.outcome_fact (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    outcome_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    answer NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    employer NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    employer_kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL,
    withdrawn BIT NOT NULL,
    reason NVARCHAR(2000) NULL,
    effective_on DATE NOT NULL,
    recorded_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    superseded_on DATE NULL,
    superseded_at DATETIME2(3) NULL,
    CONSTRAINT pk_outcome_fact PRIMARY KEY (seq),
    CONSTRAINT uq_outcome_fact_version UNIQUE (outcome_id, version)
);

CREATE INDEX ix_outcome_fact_learner ON enrollment.outcome_fact (learner_id, kind);
