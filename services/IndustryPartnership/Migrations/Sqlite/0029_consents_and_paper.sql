-- Who signed on paper; the hash of the scan is document_hash, as for a guardian's consent.
ALTER TABLE placement_act ADD COLUMN signatory TEXT NULL;

ALTER TABLE placement_cosignatory ADD COLUMN signatory TEXT NULL;

ALTER TABLE placement_cosignatory ADD COLUMN scan_hash TEXT NULL;
