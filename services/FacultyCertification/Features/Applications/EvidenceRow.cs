using Kernel.Data;

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
            SELECT application_id, position, kind, base_id, enterprise, practised_from, practised_until, description, document_hash,
                amount, days_counted, practice_id, confirmation, confirmed_by
            FROM faculty.application_evidence
            WHERE application_id IN @applications
            ORDER BY application_id, position
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

    /// <summary>Keeps the evidence of an application in place of the earlier one.</summary>
    public static async Task ReplaceAsync(UnitOfWork work, Application application)
    {
        await work.ExecuteAsync("DELETE FROM faculty.application_evidence_day WHERE application_id = @Id", new { application.Id });
        await work.ExecuteAsync("DELETE FROM faculty.application_evidence WHERE application_id = @Id", new { application.Id });
        await AddAsync(work, application);
    }

    public static async Task AddAsync(UnitOfWork work, Application application)
    {
        foreach (var (position, item) in application.Evidence.Index())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO faculty.application_evidence (
                    application_id, position, kind, base_id, enterprise, practised_from, practised_until, description, document_hash,
                    amount, practice_id, confirmation, confirmed_by)
                VALUES (
                    @Id, @position, @Kind, @BaseId, @Enterprise, @From, @Until, @Description, @DocumentHash,
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
                    item.Description,
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
