CREATE TABLE partnership.agreement (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    title NVARCHAR(200) NOT NULL,
    terms NVARCHAR(MAX) NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    drafted_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    revision INT NOT NULL,
    text NVARCHAR(MAX) NOT NULL,
    text_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_agreement PRIMARY KEY (seq),
    CONSTRAINT uq_agreement_id UNIQUE (id)
);

CREATE INDEX ix_agreement_expiry ON partnership.agreement (state, valid_until);

CREATE TABLE partnership.agreement_party (
    agreement_id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_agreement_party PRIMARY KEY (agreement_id, organisation),
    CONSTRAINT fk_agreement_party FOREIGN KEY (agreement_id) REFERENCES partnership.agreement (id)
);

CREATE INDEX ix_agreement_party_organisation ON partnership.agreement_party (organisation, agreement_id);

CREATE TABLE partnership.agreement_signature (
    agreement_id UNIQUEIDENTIFIER NOT NULL,
    revision INT NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    signed_by NVARCHAR(200) NOT NULL,
    signed_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_agreement_signature PRIMARY KEY (agreement_id, revision, organisation),
    CONSTRAINT fk_agreement_signature FOREIGN KEY (agreement_id) REFERENCES partnership.agreement (id)
);
