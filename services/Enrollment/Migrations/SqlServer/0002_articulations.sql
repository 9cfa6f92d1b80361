CREATE TABLE enrollment.organisation (
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (code)
);

CREATE TABLE enrollment.agreement (
    id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NOT NULL,
    activations INT NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_agreement PRIMARY KEY (id)
);

CREATE TABLE enrollment.agreement_party (
    agreement_id UNIQUEIDENTIFIER NOT NULL,
    organisation_code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_agreement_party PRIMARY KEY (agreement_id, organisation_code)
);

CREATE INDEX ix_agreement_party_organisation ON enrollment.agreement_party (organisation_code);

CREATE TABLE enrollment.articulation (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    pathway_code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    from_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    from_major NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    from_major_name NVARCHAR(200) NOT NULL,
    to_institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    to_major NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    to_major_name NVARCHAR(200) NOT NULL,
    internship_credits INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    agreement_id UNIQUEIDENTIFIER NULL,
    closure_reason NVARCHAR(400) NULL,
    enrolled INT NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_articulation PRIMARY KEY (seq),
    CONSTRAINT uq_articulation_id UNIQUE (id),
    CONSTRAINT uq_articulation_pair UNIQUE (from_institution, from_major, to_institution, to_major)
);

CREATE INDEX ix_articulation_agreement ON enrollment.articulation (agreement_id);
