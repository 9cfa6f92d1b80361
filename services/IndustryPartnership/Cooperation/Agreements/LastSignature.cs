using Kernel.Data;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>With the last of n signatures a text comes into force: the agreement's first one (D22), or the one that amends it (D23).</summary>
internal static class LastSignature
{
    /// <summary>Takes the agreement's row, where this is the text that is to be signed.</summary>
    /// <returns>0 where it is another one, or none.</returns>
    public static Task<int> HoldAsync(UnitOfWork work, Guid id, string textHash) => work.ExecuteAsync(
        """
        UPDATE partnership.agreement SET state = CASE WHEN state = 'active' THEN 'active' ELSE 'signed' END, version = version + 1
        WHERE id = @id AND ((state IN ('proposed', 'signed') AND text_hash = @textHash) OR (state = 'active' AND EXISTS (
            SELECT 1 FROM partnership.agreement_text t
            WHERE t.agreement_id = partnership.agreement.id AND t.revision = partnership.agreement.pending_revision AND t.text_hash = @textHash)))
        """,
        new { id, textHash });

    /// <summary>Brings the text into force where every party has signed it.</summary>
    /// <returns>False while a signature is missing.</returns>
    public static Task<bool> TakeEffectAsync(UnitOfWork work, Agreement held, DateOnly lastDay)
    {
        // It holds from the latest of its signatures on, and not before the agreement does.
        var from = lastDay > held.ValidFrom ? lastDay : held.ValidFrom;
        return held.Amendment is { } amendment ? AmendAsync(work, held.Id, amendment, from) : ActivateAsync(work, held.Id, from);
    }

    private static async Task<bool> ActivateAsync(UnitOfWork work, Guid id, DateOnly from)
    {
        var activated = await work.ExecuteAsync(
            """
            UPDATE partnership.agreement SET state = 'active'
            WHERE id = @id AND NOT EXISTS (
                SELECT 1 FROM partnership.agreement_party p
                WHERE p.agreement_id = partnership.agreement.id AND NOT EXISTS (
                    SELECT 1 FROM partnership.agreement_signature s
                    WHERE s.agreement_id = p.agreement_id AND s.organisation = p.organisation AND s.revision = partnership.agreement.revision))
            """,
            new { id });
        if (activated == 0) return false;
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.agreement_text (agreement_id, revision, title, terms, valid_until, text, text_hash, state, proposed_by, in_force_from)
            SELECT id, revision, title, terms, valid_until, text, text_hash, 'active', drafted_by, @from FROM partnership.agreement WHERE id = @id
            """,
            new { id, from });
        return true;
    }

    private static async Task<bool> AmendAsync(UnitOfWork work, Guid id, Amendment amendment, DateOnly from)
    {
        await work.ExecuteAsync("UPDATE partnership.agreement_text SET state = 'signed' WHERE agreement_id = @id AND revision = @Revision", new { id, amendment.Revision });
        var amended = await work.ExecuteAsync(
            """
            UPDATE partnership.agreement
            SET title = @Title, terms = @Terms, valid_until = @ValidUntil, text = @Text, text_hash = @TextHash, revision = @Revision, pending_revision = 0
            WHERE id = @id AND NOT EXISTS (
                SELECT 1 FROM partnership.agreement_party p
                WHERE p.agreement_id = @id AND NOT EXISTS (
                    SELECT 1 FROM partnership.agreement_signature s
                    WHERE s.agreement_id = p.agreement_id AND s.organisation = p.organisation AND s.revision = @Revision))
            """,
            new { id, amendment.Title, amendment.Terms, amendment.ValidUntil, amendment.Text, amendment.TextHash, amendment.Revision });
        if (amended == 0) return false;
        await work.ExecuteAsync("UPDATE partnership.agreement_text SET state = 'amended', in_force_until = @from WHERE agreement_id = @id AND state = 'active'", new { id, from });
        await work.ExecuteAsync("UPDATE partnership.agreement_text SET state = 'active', in_force_from = @from WHERE agreement_id = @id AND revision = @Revision", new { id, amendment.Revision, from });
        return true;
    }
}
