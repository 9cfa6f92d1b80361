ALTER TABLE partnership.organisation ALTER COLUMN verified_by NVARCHAR(400) NULL;

ALTER TABLE partnership.agreement_signature ALTER COLUMN signed_by NVARCHAR(400) NOT NULL;

ALTER TABLE partnership.placement_act ALTER COLUMN actor NVARCHAR(400) NOT NULL;

ALTER TABLE partnership.placement_change_acceptance ALTER COLUMN actor NVARCHAR(400) NOT NULL;

ALTER TABLE partnership.one_time_link ALTER COLUMN actor NVARCHAR(400) NOT NULL;
