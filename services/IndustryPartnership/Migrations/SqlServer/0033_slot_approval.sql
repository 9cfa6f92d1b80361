-- What an institution approved of a slot, so that fewer places and days within them need no new approval; why a slot was returned; what the
-- institution attests.
ALTER TABLE partnership.slot ADD approved_capacity INT NULL;

ALTER TABLE partnership.slot ADD approved_from DATE NULL;

ALTER TABLE partnership.slot ADD approved_until DATE NULL;

ALTER TABLE partnership.slot ADD returned_by NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL;

ALTER TABLE partnership.slot ADD returned_on DATE NULL;

ALTER TABLE partnership.slot ADD return_reason NVARCHAR(400) NULL;

ALTER TABLE partnership.slot_terms ADD institution_attested_by NVARCHAR(100) NULL;

ALTER TABLE partnership.slot_terms ADD institution_attested_on DATE NULL;
