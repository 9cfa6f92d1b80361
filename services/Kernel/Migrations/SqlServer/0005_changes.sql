-- One row for each change of a thing that partners follow. The newest one has no superseded_at.
CREATE TABLE $schema$.change (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    thing_id NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    version INT NOT NULL,
    subject NVARCHAR(400) NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    superseded_at DATETIME2(3) NULL,
    CONSTRAINT pk_change PRIMARY KEY (seq),
    CONSTRAINT uq_change_id UNIQUE (id)
);

CREATE UNIQUE INDEX uq_change_newest ON $schema$.change (kind, thing_id) WHERE superseded_at IS NULL;

CREATE INDEX ix_change_superseded ON $schema$.change (superseded_at);

-- The replies that a GET gives, once each. Personal data of the feed stand in this table alone.
CREATE TABLE $schema$.change_form (
    change_id UNIQUEIDENTIFIER NOT NULL,
    form INT NOT NULL,
    data NVARCHAR(MAX) NULL,
    CONSTRAINT pk_change_form PRIMARY KEY (change_id, form)
);

-- Who gets which of them. An empty organisation stands for every one, an empty role for any. Without a form it is out of sight.
CREATE TABLE $schema$.change_sight (
    change_id UNIQUEIDENTIFIER NOT NULL,
    organisation NVARCHAR(60) COLLATE Latin1_General_BIN2 NOT NULL,
    role NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    form INT NULL,
    position BIGINT NULL,
    CONSTRAINT pk_change_sight PRIMARY KEY (change_id, organisation, role)
);

CREATE INDEX ix_change_sight_position ON $schema$.change_sight (organisation, position);

-- Changes without a position, in the order in which they were written.
CREATE TABLE $schema$.change_waiting (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    change_id UNIQUEIDENTIFIER NOT NULL,
    CONSTRAINT pk_change_waiting PRIMARY KEY (seq)
);

CREATE TABLE $schema$.change_feed (
    id INT NOT NULL,
    epoch NVARCHAR(40) NOT NULL,
    position BIGINT NOT NULL,
    oldest BIGINT NOT NULL,
    CONSTRAINT pk_change_feed PRIMARY KEY (id)
);

INSERT INTO $schema$.change_feed (id, epoch, position, oldest) VALUES (1, LOWER(LEFT(CONVERT(NVARCHAR(36), NEWID()), 8)), 0, 0);

-- Until which business date all things of a kind have been compared with the feed.
CREATE TABLE $schema$.change_check (
    kind NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    checked_on DATE NOT NULL,
    CONSTRAINT pk_change_check PRIMARY KEY (kind)
);
