-- Personal values, apart from the records that name them by a random id (D44).
CREATE TABLE faculty.person_value (
    id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    value NVARCHAR(200) NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_person_value PRIMARY KEY (id)
);

-- The issuer's name on the page of a certificate. It is asked for anew below.
ALTER TABLE faculty.institution ADD name NVARCHAR(200) NULL;
GO

DELETE FROM faculty.catch_up WHERE aggregate = 'industry-partnership/organisation';
