CREATE TABLE partnership.organisation (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    name NVARCHAR(200) NOT NULL,
    name_zh NVARCHAR(200) NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    verified_by NVARCHAR(200) NULL,
    guard INT NOT NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (seq),
    CONSTRAINT uq_organisation_code UNIQUE (code)
);

CREATE TABLE partnership.organisation_unit (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    organisation_code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    code NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    name NVARCHAR(200) NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_organisation_unit PRIMARY KEY (seq),
    CONSTRAINT uq_organisation_unit UNIQUE (organisation_code, code)
);
