-- The opaque person of the enterprise's mentor, as their tokens have it.
ALTER TABLE placement ADD COLUMN mentor TEXT NULL;
