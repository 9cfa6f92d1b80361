-- Who runs or ran a base: they confirm the practice that is stated at it (D17). Asked for anew below.
CREATE TABLE faculty.base_party (
    base_id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    joined_on DATE NOT NULL,
    left_on DATE NULL,
    CONSTRAINT pk_base_party PRIMARY KEY (base_id, organisation, joined_on)
);

ALTER TABLE faculty.base ADD parties_are_known INT NOT NULL CONSTRAINT df_base_parties_are_known DEFAULT 0;

-- What whoever ran the place says of practice that a teacher states: confirmed, with the days, or refused; null until then.
ALTER TABLE faculty.application_evidence ADD confirmation NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;

ALTER TABLE faculty.application_evidence ADD confirmed_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL;

CREATE TABLE faculty.application_evidence_day (
    application_id UNIQUEIDENTIFIER NOT NULL,
    position INT NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    CONSTRAINT pk_application_evidence_day PRIMARY KEY (application_id, position, from_day)
);

DELETE FROM faculty.catch_up WHERE aggregate = 'industry-partnership/base';
