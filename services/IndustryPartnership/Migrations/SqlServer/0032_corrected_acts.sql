-- What a consent or a signature said before it was corrected, or taken back (withdrawn).
CREATE TABLE partnership.placement_act_correction (
    seq BIGINT IDENTITY(1,1) NOT NULL,
    placement_id UNIQUEIDENTIFIER NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    party NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    acted_on DATE NOT NULL,
    signatory NVARCHAR(200) NULL,
    scan_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL,
    withdrawn INT NOT NULL,
    reason NVARCHAR(400) NOT NULL,
    corrected_on DATE NOT NULL,
    actor NVARCHAR(255) NOT NULL,
    recorded_at DATETIME2(3) NOT NULL,
    CONSTRAINT pk_placement_act_correction PRIMARY KEY (seq),
    CONSTRAINT fk_placement_act_correction FOREIGN KEY (placement_id) REFERENCES partnership.placement (id)
);

CREATE INDEX ix_placement_act_correction ON partnership.placement_act_correction (placement_id, seq);
