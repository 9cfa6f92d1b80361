-- A suspended certificate does not count until it is reinstated, and one of a higher level ends it (D19, D20).
ALTER TABLE partnership.certificate ADD superseded_on DATE NULL;

CREATE TABLE partnership.certificate_suspension (
    certificate_id UNIQUEIDENTIFIER NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE NULL,
    CONSTRAINT pk_certificate_suspension PRIMARY KEY (certificate_id, from_day),
    CONSTRAINT fk_certificate_suspension FOREIGN KEY (certificate_id) REFERENCES partnership.certificate (id)
);
