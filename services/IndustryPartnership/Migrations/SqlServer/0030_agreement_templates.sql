-- What an institution agrees on in each placement's agreement; the newest version holds, the others stay readable.
CREATE TABLE partnership.agreement_template (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    clauses NVARCHAR(MAX) NOT NULL,
    clauses_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    kept_on DATE NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_agreement_template PRIMARY KEY (seq),
    CONSTRAINT uq_agreement_template UNIQUE (institution, version),
    CONSTRAINT fk_agreement_template FOREIGN KEY (institution) REFERENCES partnership.organisation (code)
);
