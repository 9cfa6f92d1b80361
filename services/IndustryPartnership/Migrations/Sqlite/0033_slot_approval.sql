-- What an institution approved of a slot, so that fewer places and days within them need no new approval; why a slot was returned; what the
-- institution attests.
ALTER TABLE slot ADD COLUMN approved_capacity INTEGER NULL;

ALTER TABLE slot ADD COLUMN approved_from TEXT NULL;

ALTER TABLE slot ADD COLUMN approved_until TEXT NULL;

ALTER TABLE slot ADD COLUMN returned_by TEXT NULL;

ALTER TABLE slot ADD COLUMN returned_on TEXT NULL;

ALTER TABLE slot ADD COLUMN return_reason TEXT NULL;

ALTER TABLE slot_terms ADD COLUMN institution_attested_by TEXT NULL;

ALTER TABLE slot_terms ADD COLUMN institution_attested_on TEXT NULL;
