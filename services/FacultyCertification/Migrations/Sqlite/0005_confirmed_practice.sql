-- Who runs or ran a base: they confirm the practice that is stated at it (D17). Asked for anew below.
CREATE TABLE base_party (
    base_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    joined_on TEXT NOT NULL,
    left_on TEXT NULL,
    CONSTRAINT pk_base_party PRIMARY KEY (base_id, organisation, joined_on)
);

ALTER TABLE base ADD COLUMN parties_are_known INTEGER NOT NULL DEFAULT 0;

-- What whoever ran the place says of practice that a teacher states: confirmed, with the days, or refused; null until then.
ALTER TABLE application_evidence ADD COLUMN confirmation TEXT NULL;

ALTER TABLE application_evidence ADD COLUMN confirmed_by TEXT NULL;

CREATE TABLE application_evidence_day (
    application_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    CONSTRAINT pk_application_evidence_day PRIMARY KEY (application_id, position, from_day)
);

DELETE FROM catch_up WHERE aggregate = 'industry-partnership/base';
