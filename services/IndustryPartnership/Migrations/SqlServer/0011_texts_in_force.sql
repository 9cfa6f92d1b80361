-- Until now every signature was made on the day on which it was recorded, in UTC+8, and no text in force was ever replaced.
UPDATE partnership.agreement_signature SET signed_on = CAST(DATEADD(hour, 8, signed_at) AS DATE);

INSERT INTO partnership.agreement_text (agreement_id, revision, title, terms, valid_until, text, text_hash, state, proposed_by, in_force_from, in_force_until)
SELECT a.id, a.revision, a.title, a.terms, a.valid_until, a.text, a.text_hash, 'active', a.drafted_by,
    CASE WHEN s.signed_on > a.valid_from THEN s.signed_on ELSE a.valid_from END,
    CASE WHEN a.state = 'active' THEN NULL ELSE COALESCE(a.terminated_on, DATEADD(day, 1, a.valid_until)) END
FROM partnership.agreement a
LEFT JOIN (SELECT agreement_id, revision, MAX(signed_on) AS signed_on FROM partnership.agreement_signature GROUP BY agreement_id, revision) s ON s.agreement_id = a.id AND s.revision = a.revision
WHERE a.state IN ('active', 'terminated', 'expired');
