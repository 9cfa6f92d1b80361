-- Personal values, apart from the records that name them by a random id (D44).
CREATE TABLE person_value (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_person_value PRIMARY KEY (id)
);

-- The issuer's name on the page of a certificate. It is asked for anew below.
ALTER TABLE institution ADD COLUMN name TEXT NULL;

DELETE FROM catch_up WHERE aggregate = 'industry-partnership/organisation';
