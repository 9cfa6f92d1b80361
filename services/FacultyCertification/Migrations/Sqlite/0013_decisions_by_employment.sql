CREATE INDEX ix_decision_employment ON decision (employment_id);
