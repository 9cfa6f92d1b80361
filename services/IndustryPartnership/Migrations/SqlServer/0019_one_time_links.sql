ALTER TABLE partnership.placement_act ADD relation NVARCHAR(20) COLLATE Latin1_General_BIN2 NULL;

CREATE TABLE partnership.one_time_link (
    token_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
    purpose NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    thing_id UNIQUEIDENTIFIER NOT NULL,
    expires_at DATETIME2(3) NOT NULL,
    used_at DATETIME2(3) NULL,
    actor NVARCHAR(200) NOT NULL,
    created_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_one_time_link PRIMARY KEY (token_hash)
);

CREATE INDEX ix_one_time_link_thing ON partnership.one_time_link (thing_id, purpose);
