-- The law of the first day on which a learner could begin governs a slot: the business date of its opening is kept.
ALTER TABLE partnership.slot ADD opened_on DATE NULL;
GO
UPDATE partnership.slot SET opened_on = CAST(DATEADD(hour, 8, opened_at) AS DATE) WHERE opened_at IS NOT NULL;
