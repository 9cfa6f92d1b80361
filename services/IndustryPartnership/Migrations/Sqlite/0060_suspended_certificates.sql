-- A suspended certificate does not count until it is reinstated, and one of a higher level ends it (D19, D20).
ALTER TABLE certificate ADD COLUMN superseded_on TEXT NULL;

CREATE TABLE certificate_suspension (
    certificate_id TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NULL,
    CONSTRAINT pk_certificate_suspension PRIMARY KEY (certificate_id, from_day),
    CONSTRAINT fk_certificate_suspension FOREIGN KEY (certificate_id) REFERENCES certificate (id)
);
