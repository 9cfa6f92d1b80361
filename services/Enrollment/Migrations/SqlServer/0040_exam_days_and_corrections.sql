-- Days and venue of each sitting, where the plan sets them (D7).
CREATE TABLE enrollment.transfer_sitting (
    plan_id UNIQUEIDENTIFIER NOT NULL,
    sitting INT NOT NULL,
    registration_from DATE NOT NULL,
    registration_until DATE NOT NULL,
    exam_on DATE NOT NULL,
    venue NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_transfer_sitting PRIMARY KEY (plan_id, sitting)
);

-- The components of an articulation that has its own (D7).
CREATE TABLE enrollment.transfer_own_component (
    plan_id UNIQUEIDENTIFIER NOT NULL,
    articulation_id UNIQUEIDENTIFIER NOT NULL,
    code NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    position INT NOT NULL,
    name NVARCHAR(100) NOT NULL,
    weight INT NOT NULL,
    tie_rank INT NULL,
    CONSTRAINT pk_transfer_own_component PRIMARY KEY (plan_id, articulation_id, code)
);

-- Why marks were replaced (D43). Earlier replacements had no reason.
ALTER TABLE enrollment.transfer_replaced ADD reason NVARCHAR(2000) NULL;

CREATE INDEX ix_transfer_result_learner ON enrollment.transfer_result (learner_id);
