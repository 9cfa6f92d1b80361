using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace FacultyCertification.Features.Applications;

/// <summary>The evidence of applications as it is stored, in its order, with the days that were confirmed.</summary>
internal sealed record EvidenceRow
{
    public Guid ApplicationId { get; init; }
    public int Position { get; init; }
    public string Kind { get; init; } = "";
    public Guid? BaseId { get; init; }
    public string? Enterprise { get; init; }
    public DateOnly? PractisedFrom { get; init; }
    public DateOnly? PractisedUntil { get; init; }
    public string? Description { get; init; }
    public string? DocumentHash { get; init; }
    public int? Amount { get; init; }
    public int? DaysCounted { get; init; }
    public Guid? PracticeId { get; init; }
    public string? Confirmation { get; init; }
    public string? ConfirmedBy { get; init; }

    /// <summary>The evidence of these applications, for each in its order.</summary>
    public static async Task<ILookup<Guid, Evidence>> OfAsync(
        IReader reader, IReadOnlyList<Guid> applications, CancellationToken ct = default)
    {
        var rows = await reader.QueryAsync<EvidenceRow>(
            """
            SELECT e.application_id, e.position, e.kind, e.base_id, e.enterprise, e.practised_from, e.practised_until,
                d.value AS description, e.document_hash, e.amount, e.days_counted, e.practice_id, e.confirmation, e.confirmed_by
            FROM faculty.application_evidence e
            LEFT JOIN faculty.personal_value d ON d.id = e.description_id
            WHERE e.application_id IN @applications
            ORDER BY e.application_id, e.position
            """,
            new { applications }, ct);
        var confirmed = await ConfirmedAsync(reader, applications, ct);
        return rows.ToLookup(row => row.ApplicationId, row => row.ToReply(confirmed[(row.ApplicationId, row.Position)]));
    }

    /// <summary>The confirmed days of these applications' evidence.</summary>
    public static async Task<ILookup<(Guid Application, int Position), PractisedDays>> ConfirmedAsync(
        IReader reader, IReadOnlyList<Guid> applications, CancellationToken ct = default) => (await reader.QueryAsync<DayRow>(
        """
        SELECT application_id, position, from_day, until_day
        FROM faculty.application_evidence_day
        WHERE application_id IN @applications
        ORDER BY application_id, position, from_day
        """,
        new { applications }, ct)).ToLookup(row => (row.ApplicationId, row.Position), row => new PractisedDays(row.FromDay, row.UntilDay));

    /// <summary>Keeps the evidence of an application in place of the earlier one, which nobody needs.</summary>
    public static async Task ReplaceAsync(UnitOfWork work, Application application, Act act)
    {
        await work.ExecuteAsync(
            """
            DELETE FROM faculty.personal_value
            WHERE id IN (SELECT e.description_id FROM faculty.application_evidence e WHERE e.application_id = @Id)
            """,
            new { application.Id });
        await work.ExecuteAsync("DELETE FROM faculty.application_evidence_day WHERE application_id = @Id", new { application.Id });
        await work.ExecuteAsync("DELETE FROM faculty.application_evidence WHERE application_id = @Id", new { application.Id });
        await AddAsync(work, application, act);
    }

    public static async Task AddAsync(UnitOfWork work, Application application, Act act)
    {
        foreach (var (position, item) in application.Evidence.Index())
        {
            var descriptionId = await work.KeepAsync("application", application.Id, "evidence", item.Description, act.Now);
            await work.ExecuteAsync(
                """
                INSERT INTO faculty.application_evidence (
                    application_id, position, kind, base_id, enterprise, practised_from, practised_until, description_id, document_hash,
                    amount, practice_id, confirmation, confirmed_by)
                VALUES (
                    @Id, @position, @Kind, @BaseId, @Enterprise, @From, @Until, @descriptionId, @DocumentHash,
                    @Amount, @BookingId, @Confirmation, @ConfirmedBy)
                """,
                new
                {
                    application.Id,
                    position,
                    item.Kind,
                    item.BaseId,
                    item.Enterprise,
                    item.From,
                    item.Until,
                    descriptionId,
                    item.DocumentHash,
                    item.Amount,
                    item.BookingId,
                    item.Confirmation,
                    item.ConfirmedBy,
                });
            await AddDaysAsync(work, application.Id, position, item);
        }
    }

    /// <summary>Keeps the answer about stated practice, with the confirmed days.</summary>
    public static async Task AnswerAsync(UnitOfWork work, Application application, int position)
    {
        var item = application.Evidence[position];
        await work.ExecuteAsync(
            """
            UPDATE faculty.application_evidence
            SET confirmation = @Confirmation, confirmed_by = @ConfirmedBy
            WHERE application_id = @Id AND position = @position
            """,
            new { application.Id, position, item.Confirmation, item.ConfirmedBy });
        await work.ExecuteAsync(
            "DELETE FROM faculty.application_evidence_day WHERE application_id = @Id AND position = @position",
            new { application.Id, position });
        await AddDaysAsync(work, application.Id, position, item);
    }

    /// <summary>Keeps how many days of each item count.</summary>
    public static async Task CountAsync(UnitOfWork work, Application application)
    {
        foreach (var (position, item) in application.Evidence.Index().Where(entry => entry.Item.IsPractice))
        {
            await work.ExecuteAsync(
                """
                UPDATE faculty.application_evidence
                SET days_counted = @DaysCounted
                WHERE application_id = @Id AND position = @position
                """,
                new { application.Id, position, item.DaysCounted });
        }
    }

    private static async Task AddDaysAsync(UnitOfWork work, Guid id, int position, Evidence item)
    {
        foreach (var period in item.Confirmed)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO faculty.application_evidence_day (application_id, position, from_day, until_day)
                VALUES (@id, @position, @From, @Until)
                """,
                new { id, position, period.From, period.Until });
        }
    }

    private Evidence ToReply(IEnumerable<PractisedDays> confirmed) => new()
    {
        Kind = Kind,
        BaseId = BaseId,
        Enterprise = Enterprise,
        From = PractisedFrom,
        Until = PractisedUntil,
        Description = Description,
        DocumentHash = DocumentHash,
        Amount = Amount,
        DaysCounted = DaysCounted,
        BookingId = PracticeId,
        Confirmation = Confirmation,
        ConfirmedBy = ConfirmedBy,
        Confirmed = [.. confirmed],
    };

    private sealed record DayRow
    {
        public Guid ApplicationId { get; init; }
        public int Position { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
    }
}
