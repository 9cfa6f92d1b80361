CREATE TABLE partnership.staff_count (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    organisation NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    post_kind NVARCHAR(60) COLLATE Latin1_General_BIN2 NOT NULL,
    staff INT NOT NULL,
    effective_on DATE NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_staff_count PRIMARY KEY (seq)
);

CREATE INDEX ix_staff_count_organisation ON partnership.staff_count (organisation, seq);

CREATE TABLE partnership.slot (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    approved_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    title NVARCHAR(200) NOT NULL,
    post_kind NVARCHAR(60) COLLATE Latin1_General_BIN2 NOT NULL,
    capacity INT NOT NULL,
    placed INT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    opened_at DATETIME2(3) NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_slot PRIMARY KEY (seq),
    CONSTRAINT uq_slot_id UNIQUE (id)
);

CREATE INDEX ix_slot_enterprise ON partnership.slot (enterprise, state);

CREATE TABLE partnership.slot_major (
    slot_id UNIQUEIDENTIFIER NOT NULL,
    major NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT pk_slot_major PRIMARY KEY (slot_id, major),
    CONSTRAINT fk_slot_major FOREIGN KEY (slot_id) REFERENCES partnership.slot (id)
);

CREATE TABLE partnership.learner (
    id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    person NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    birth_date DATE NOT NULL,
    major NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    stage INT NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    guard INT NOT NULL,
    version INT NOT NULL,
    CONSTRAINT pk_learner PRIMARY KEY (id)
);

CREATE TABLE partnership.placement (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    slot_id UNIQUEIDENTIFIER NOT NULL,
    learner_id UNIQUEIDENTIFIER NOT NULL,
    institution NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    enterprise NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    state NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    hours INT NULL,
    grade NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL,
    version INT NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_placement PRIMARY KEY (seq),
    CONSTRAINT uq_placement_id UNIQUE (id),
    CONSTRAINT fk_placement_slot FOREIGN KEY (slot_id) REFERENCES partnership.slot (id)
);

CREATE INDEX ix_placement_slot ON partnership.placement (slot_id);

CREATE INDEX ix_placement_learner ON partnership.placement (learner_id);

CREATE INDEX ix_placement_institution ON partnership.placement (institution, seq);

CREATE INDEX ix_placement_enterprise ON partnership.placement (enterprise, seq);
