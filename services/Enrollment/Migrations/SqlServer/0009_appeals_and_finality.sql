-- Days from the publication of a sitting in which a result may be appealed against (D7). Plans of before were agreed without.
ALTER TABLE enrollment.transfer_plan ADD appeal_days INT NOT NULL CONSTRAINT df_transfer_plan_appeal_days DEFAULT 0;

-- Who holds that the results of a sitting are final; they are with both (D7).
CREATE TABLE enrollment.transfer_finalisation (
    plan_id UNIQUEIDENTIFIER NOT NULL,
    sitting INT NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    given_on DATE NOT NULL,
    given_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_transfer_finalisation PRIMARY KEY (plan_id, sitting, institution)
);

-- What was entered for a candidate, or published, until other marks came in its place, at the version that it was (D7).
CREATE TABLE enrollment.transfer_replaced (
    candidate_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    bonus INT NULL,
    total INT NULL,
    replaced_on DATE NOT NULL,
    replaced_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_transfer_replaced PRIMARY KEY (candidate_id, version)
);

CREATE TABLE enrollment.transfer_replaced_mark (
    candidate_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    component_code NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    mark INT NOT NULL,
    CONSTRAINT pk_transfer_replaced_mark PRIMARY KEY (candidate_id, version, component_code)
);
