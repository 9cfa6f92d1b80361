-- Who signed on paper; the hash of the scan is document_hash, as for a guardian's consent.
ALTER TABLE partnership.placement_act ADD signatory NVARCHAR(200) NULL;

ALTER TABLE partnership.placement_cosignatory ADD signatory NVARCHAR(200) NULL;

ALTER TABLE partnership.placement_cosignatory ADD scan_hash NVARCHAR(64) COLLATE Latin1_General_BIN2 NULL;
