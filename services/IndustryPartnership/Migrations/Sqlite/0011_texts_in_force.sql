-- Until now every signature was made on the day on which it was recorded, in UTC+8, and no text in force was ever replaced.
UPDATE agreement_signature SET signed_on = date(signed_at, '+8 hours');

INSERT INTO agreement_text (agreement_id, revision, title, terms, valid_until, text, text_hash, state, proposed_by, in_force_from, in_force_until)
SELECT a.id, a.revision, a.title, a.terms, a.valid_until, a.text, a.text_hash, 'active', a.drafted_by,
    MAX(a.valid_from, COALESCE((SELECT MAX(s.signed_on) FROM agreement_signature s WHERE s.agreement_id = a.id AND s.revision = a.revision), a.valid_from)),
    CASE WHEN a.state = 'active' THEN NULL ELSE COALESCE(a.terminated_on, date(a.valid_until, '+1 day')) END
FROM agreement a WHERE a.state IN ('active', 'terminated', 'expired');
