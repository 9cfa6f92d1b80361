ALTER TABLE partnership.agreement ADD terminated_on DATE NULL;
