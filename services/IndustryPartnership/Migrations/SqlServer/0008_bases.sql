CREATE TABLE partnership.base (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    name NVARCHAR(200) NOT NULL,
    field NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    capacity INT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    proposed_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    approved_by NVARCHAR(60) COLLATE Latin1_General_BIN2 NULL,
    suspended_on DATE NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_base PRIMARY KEY (seq),
    CONSTRAINT uq_base_id UNIQUE (id)
);

CREATE INDEX ix_base_expiry ON partnership.base (state, valid_until);

CREATE TABLE partnership.base_party (
    base_id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_base_party PRIMARY KEY (base_id, organisation),
    CONSTRAINT fk_base_party FOREIGN KEY (base_id) REFERENCES partnership.base (id)
);

CREATE TABLE partnership.base_skill (
    base_id UNIQUEIDENTIFIER NOT NULL,
    skill NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_base_skill PRIMARY KEY (base_id, skill),
    CONSTRAINT fk_base_skill FOREIGN KEY (base_id) REFERENCES partnership.base (id)
);

CREATE INDEX ix_base_skill ON partnership.base_skill (skill, base_id);

CREATE TABLE partnership.base_period (
    base_id UNIQUEIDENTIFIER NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    CONSTRAINT pk_base_period PRIMARY KEY (base_id, from_day),
    CONSTRAINT fk_base_period FOREIGN KEY (base_id) REFERENCES partnership.base (id)
);
