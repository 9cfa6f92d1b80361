-- Lists find what changed since a moment.
CREATE INDEX ix_change_newest_at ON change (kind, recorded_at, thing_id) WHERE superseded_at IS NULL;
