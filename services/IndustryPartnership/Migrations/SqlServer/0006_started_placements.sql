-- Until now a placement was active from the moment it was made. A script of its own: one batch cannot use a column that it adds.
UPDATE partnership.placement SET started_on = starts_on;
