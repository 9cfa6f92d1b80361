-- The parties of a base that was approved joined it when it was valid; of one that is proposed its proposer has accepted, and the others are asked.
INSERT INTO membership (thing_id, organisation, spell, role, invited_by, joined_on)
SELECT p.base_id, p.organisation, 0, 'party', b.proposed_by, CASE WHEN b.approved_by IS NOT NULL OR p.organisation = b.proposed_by THEN b.valid_from ELSE NULL END
FROM base_party p INNER JOIN base b ON b.id = p.base_id;

DROP TABLE base_party;

ALTER TABLE slot ADD base_id TEXT NULL;
