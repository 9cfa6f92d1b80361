-- The audit's reasons and the kept replies of before move.
UPDATE $schema$.audit SET reason_id = NEWID() WHERE reason IS NOT NULL;

INSERT INTO $schema$.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT reason_id, aggregate, aggregate_id, 'reason', reason, 0, recorded_at FROM $schema$.audit WHERE reason_id IS NOT NULL;

UPDATE $schema$.idempotency SET body_id = NEWID() WHERE body IS NOT NULL;

INSERT INTO $schema$.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
SELECT body_id, 'reply', CASE WHEN ISJSON(body) = 1 THEN
        COALESCE(LEFT(JSON_VALUE(body, '$.id'), 100), LEFT(JSON_VALUE(body, '$.learnerId'), 100), '') ELSE '' END,
    'reply', body, 0, created_at
FROM $schema$.idempotency
WHERE body_id IS NOT NULL;
