-- Offers that were made before have no last day, and stand until they are answered.
ALTER TABLE application ADD COLUMN offered_until TEXT NULL;
