-- The business date of a registration: a correction may show that the learner was not ready then (D43).
ALTER TABLE enrollment.transfer_candidate
    ADD registered_on DATE NOT NULL CONSTRAINT df_transfer_candidate_registered_on DEFAULT '1950-01-01';
GO

UPDATE enrollment.transfer_candidate SET registered_on = CAST(DATEADD(hour, 8, created_at) AS DATE);

-- A diploma that was recorded by mistake is withdrawn, and its day is corrected; every version stays readable (D43).
ALTER TABLE enrollment.diploma
    ADD state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT df_diploma_state DEFAULT 'awarded';
ALTER TABLE enrollment.diploma ADD version INT NOT NULL CONSTRAINT df_diploma_version DEFAULT 1;

CREATE TABLE enrollment.diploma_version (
    diploma_id UNIQUEIDENTIFIER NOT NULL,
    version INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    awarded_on DATE NOT NULL,
    recorded_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_diploma_version PRIMARY KEY (diploma_id, version)
);

INSERT INTO enrollment.diploma_version (diploma_id, version, state, awarded_on, recorded_on, recorded_at)
SELECT id, 1, 'awarded', awarded_on, CAST(DATEADD(hour, 8, recorded_at) AS DATE), recorded_at FROM enrollment.diploma;
