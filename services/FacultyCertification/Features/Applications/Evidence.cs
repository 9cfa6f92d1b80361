using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using FacultyCertification.Features.Methods;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Applications;

/// <summary>What an application rests on: practice at a base or an enterprise, or a document of another kind.</summary>
/// <param name="Kind"><c>practice</c>, or another one such as <c>qualification</c>, <c>award</c> or <c>teaching</c>.</param>
/// <param name="BaseId">Of practice: the base, where it was at one.</param>
/// <param name="Enterprise">Of practice: the code of the enterprise, where it was at one.</param>
/// <param name="From">Of practice: the first day.</param>
/// <param name="Until">Of practice: the last day.</param>
/// <param name="Description">Of another kind: what it is.</param>
/// <param name="DocumentHash">Of another kind: SHA-256 of the document, in lower-case hexadecimal.</param>
/// <param name="DaysCounted">Of practice: how many of its days counted on the day of applying (D17).</param>
/// <param name="BookingId">Of practice: the booking of a seat at a base, where it rests on one.</param>
/// <param name="Confirmation">Of practice that is stated: <c>confirmed</c> or <c>refused</c> by whoever ran the place; null until they say so (D17).</param>
/// <param name="ConfirmedBy">The code of the organisation that said it.</param>
/// <param name="Confirmed">The days that it confirmed; no others count.</param>
public sealed record Evidence(
    string Kind, Guid? BaseId, string? Enterprise, DateOnly? From, DateOnly? Until, string? Description, string? DocumentHash, int? DaysCounted, Guid? BookingId,
    string? Confirmation, string? ConfirmedBy, IReadOnlyList<PractisedDays> Confirmed);

/// <summary>Days of practice, both included.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day, not before the first.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct PractisedDays([property: Day] DateOnly From, [property: Day] DateOnly Until);

/// <summary>An item of evidence as it is handed in: practice has a base or an enterprise, and its days, or a booking, which has them; any other kind a description and a document's hash.</summary>
/// <param name="Kind"><c>practice</c>, or another one in lower-case letters and hyphens, such as <c>qualification</c>, <c>award</c> or <c>teaching</c>.</param>
/// <param name="BaseId">Of practice: the base, where it was at one.</param>
/// <param name="Enterprise">Of practice: the code of the enterprise, where it was at one.</param>
/// <param name="From">Of practice: the first day.</param>
/// <param name="Until">Of practice: the last day; only days up to that of applying count.</param>
/// <param name="Description">Of another kind: what it is.</param>
/// <param name="DocumentHash">Of another kind: SHA-256 of the document, in lower-case hexadecimal.</param>
/// <param name="BookingId">Of practice: the teacher's booking of a seat at a base; its attended days count once it is completed.</param>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
[method: JsonConstructor]
public readonly record struct EvidenceItem(
    [property: Code(40, Pattern = KindsAttribute.Pattern)] string Kind,
    Guid? BaseId = null,
    [property: Code] string? Enterprise = null,
    [property: Day] DateOnly? From = null,
    [property: Day] DateOnly? Until = null,
    [property: Text(1000)] string? Description = null,
    [property: Hash] string? DocumentHash = null,
    Guid? BookingId = null)
{
    public const string Practice = "practice";

    internal bool IsWhole => Kind == Practice
        ? Description is null && DocumentHash is null && (BookingId is not null
            ? BaseId is null && Enterprise is null && From is null && Until is null
            : BaseId is null != Enterprise is null && From <= Until)
        : BookingId is null && BaseId is null && Enterprise is null && From is null && Until is null && !string.IsNullOrWhiteSpace(Description) && !string.IsNullOrEmpty(DocumentHash);
}

/// <summary>Items of evidence, each with what its kind has.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeEvidenceAttribute()
    : ValidationAttribute("{0}: practice has either baseId or enterprise, and from and until, not before from, or bookingId alone; any other kind has description and documentHash; and nothing else.")
{
    public override bool IsValid(object? value) => value is IReadOnlyList<EvidenceItem> items && items.All(item => item.IsWhole);
}

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
    public int? DaysCounted { get; init; }
    public Guid? PracticeId { get; init; }
    public string? Confirmation { get; init; }
    public string? ConfirmedBy { get; init; }

    /// <summary>Practice that only the teacher states: whoever ran the place has it to confirm.</summary>
    public bool IsStated => Kind == EvidenceItem.Practice && PracticeId is null;

    /// <summary>The days that were confirmed, of these applications' evidence.</summary>
    public static async Task<ILookup<(Guid Application, int Position), PractisedDays>> ConfirmedAsync(IReader reader, IEnumerable<Guid> applications, CancellationToken ct = default) =>
        (await reader.QueryAsync<DayRow>(
            """
            SELECT application_id, position, from_day, until_day FROM faculty.application_evidence_day
            WHERE application_id IN @applications ORDER BY application_id, position, from_day
            """,
            new { applications }, ct))
        .ToLookup(row => (row.ApplicationId, row.Position), row => new PractisedDays(row.FromDay, row.UntilDay));

    /// <summary>The evidence of these applications, each one's in its order.</summary>
    public static async Task<ILookup<Guid, EvidenceRow>> OfAsync(IReader reader, IEnumerable<Guid> applications, CancellationToken ct = default) =>
        (await reader.QueryAsync<EvidenceRow>(
            """
            SELECT application_id, position, kind, base_id, enterprise, practised_from, practised_until, description, document_hash, days_counted, practice_id, confirmation, confirmed_by
            FROM faculty.application_evidence WHERE application_id IN @applications ORDER BY application_id, position
            """,
            new { applications }, ct))
        .ToLookup(row => row.ApplicationId);

    /// <summary>Keeps the evidence in the place of that of before; practice that is stated as before stays confirmed or refused.</summary>
    public static async Task WriteAsync(UnitOfWork work, Guid id, IReadOnlyList<EvidenceItem> items)
    {
        var before = (await OfAsync(work, [id]))[id].Where(row => row.Confirmation is not null).ToList();
        var confirmed = await ConfirmedAsync(work, [id]);
        await work.ExecuteAsync("DELETE FROM faculty.application_evidence_day WHERE application_id = @id", new { id });
        await work.ExecuteAsync("DELETE FROM faculty.application_evidence WHERE application_id = @id", new { id });
        foreach (var (position, item) in items.Index())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO faculty.application_evidence (application_id, position, kind, base_id, enterprise, practised_from, practised_until, description, document_hash, practice_id)
                VALUES (@id, @position, @Kind, @BaseId, @Enterprise, @From, @Until, @Description, @DocumentHash, @BookingId)
                """,
                new { id, position, item.Kind, item.BaseId, item.Enterprise, item.From, item.Until, item.Description, item.DocumentHash, item.BookingId });
            var same = before.Find(row => (row.BaseId, row.Enterprise, row.PractisedFrom, row.PractisedUntil) == (item.BaseId, item.Enterprise, item.From, item.Until));
            if (same is not null) await DecideAsync(work, id, position, same.Confirmation!, same.ConfirmedBy!, confirmed[(id, same.Position)]);
        }
    }

    /// <summary>Keeps what whoever ran the place says, and the days that it confirms.</summary>
    public static async Task DecideAsync(UnitOfWork work, Guid id, int position, string confirmation, string by, IEnumerable<PractisedDays> days)
    {
        await work.ExecuteAsync(
            "UPDATE faculty.application_evidence SET confirmation = @confirmation, confirmed_by = @by WHERE application_id = @id AND position = @position",
            new { id, position, confirmation, by });
        await work.ExecuteAsync("DELETE FROM faculty.application_evidence_day WHERE application_id = @id AND position = @position", new { id, position });
        foreach (var period in days)
        {
            await work.ExecuteAsync(
                "INSERT INTO faculty.application_evidence_day (application_id, position, from_day, until_day) VALUES (@id, @position, @From, @Until)",
                new { id, position, period.From, period.Until });
        }
    }

    public Evidence Show(IEnumerable<PractisedDays> confirmed) => new(
        Kind, BaseId, Enterprise, PractisedFrom, PractisedUntil, Description, DocumentHash, DaysCounted, PracticeId, Confirmation, ConfirmedBy, [.. confirmed]);

    private sealed record DayRow
    {
        public Guid ApplicationId { get; init; }
        public int Position { get; init; }
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
    }
}
