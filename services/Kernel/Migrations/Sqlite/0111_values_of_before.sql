-- The audit's reasons and the kept replies of before move.
PRAGMA secure_delete = ON;

UPDATE audit
SET reason_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
        || '-A' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE reason IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT reason_id, aggregate, aggregate_id, 'reason', reason, 0, recorded_at FROM audit WHERE reason_id IS NOT NULL;

UPDATE idempotency
SET body_id = upper(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
        || '-A' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE body IS NOT NULL;

INSERT INTO personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT body_id, 'reply', CASE WHEN json_valid(body) THEN
        COALESCE(json_extract(body, '$.id'), json_extract(body, '$.learnerId'), '') ELSE '' END,
    'reply', body, 0, created_at
FROM idempotency
WHERE body_id IS NOT NULL;
