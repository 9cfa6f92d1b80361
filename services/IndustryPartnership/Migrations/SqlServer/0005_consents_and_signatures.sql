ALTER TABLE partnership.placement ADD started_on DATE NULL;

ALTER TABLE partnership.placement ADD text NVARCHAR(MAX) NULL;

ALTER TABLE partnership.placement ADD text_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL;

CREATE TABLE partnership.placement_act (
    placement_id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    party NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    acted_on DATE NOT NULL,
    document_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL,
    actor NVARCHAR(200) NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_placement_act PRIMARY KEY (placement_id, kind, party),
    CONSTRAINT fk_placement_act FOREIGN KEY (placement_id) REFERENCES partnership.placement (id)
);
