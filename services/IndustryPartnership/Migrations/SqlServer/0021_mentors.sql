-- The opaque person of the enterprise's mentor, as their tokens have it.
ALTER TABLE partnership.placement ADD mentor NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL;
