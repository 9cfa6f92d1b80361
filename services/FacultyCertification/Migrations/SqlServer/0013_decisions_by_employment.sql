CREATE INDEX ix_decision_employment ON faculty.decision (employment_id);
