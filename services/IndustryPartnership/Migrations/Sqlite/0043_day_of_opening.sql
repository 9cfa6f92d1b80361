-- The law of the first day on which a learner could begin governs a slot: the business date of its opening is kept.
ALTER TABLE slot ADD COLUMN opened_on TEXT NULL;
UPDATE slot SET opened_on = date(opened_at, '+8 hours') WHERE opened_at IS NOT NULL;
