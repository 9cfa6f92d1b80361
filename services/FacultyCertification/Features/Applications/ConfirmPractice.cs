using System.ComponentModel.DataAnnotations;
using Contracts;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace FacultyCertification.Features.Applications;

/// <summary>
/// Whoever ran the place, a party of the base or the enterprise, confirms or refuses practice that a teacher states there, while the application is a
/// draft: what nobody confirmed does not count (D17). Nobody confirms their own (D16).
/// </summary>
public static class ConfirmPractice
{
    /// <param name="Attended">The days on which the teacher was there, of those that are stated, 1 to 400 periods.</param>
    public sealed record ConfirmRequest([property: MinLength(1), MaxLength(400)] IReadOnlyList<PractisedDays> Attended) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Attended.Any(days => days.Until < days.From)) yield return new ValidationResult("The last day of each is not before its first.", [nameof(Attended)]);
        }
    }

    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record RefuseRequest([property: Text(400)] string Reason);

    private const string Confirmed = "confirmed";
    private const string Refused = "refused";

    private static readonly string[] AtThePlace = [Roles.OrgAdmin, Roles.Coordinator, Roles.InternshipManager];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/stated-practices", ListAsync).WithName("ListStatedPractices").WithSummary("List practice that teachers state at your base or enterprise").Allow(AtThePlace);
        api.MapPost("/applications/{id:guid}/evidence/{position:int}/confirmation", ConfirmAsync)
            .WithName("ConfirmPractice").WithSummary("Confirm the days of a stated practice").Allow(AtThePlace);
        api.MapPost("/applications/{id:guid}/evidence/{position:int}/refusal", RefuseAsync)
            .WithName("RefusePractice").WithSummary("Refuse a stated practice").Allow(AtThePlace);
    }

    private static async Task<Ok<Page<StatedPractice>>> ListAsync(HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        var rows = await db.QueryAsync<StatedPracticeRow>(
            StatedPracticeRow.Select + " WHERE e.application_id = a.id AND a.seq >= @application AND (a.seq * 100 + e.position) > @After AND "
                + StatedPracticeRow.IsAtPlace + " ORDER BY a.seq, e.position " + Db.Page,
            new { application = paging.After / 100, paging.After, limit = paging.Limit, caller.Org }, ct);
        var confirmed = await EvidenceRow.ConfirmedAsync(db, rows.Select(row => row.ApplicationId).Distinct(), ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show(confirmed[(row.ApplicationId, row.Position)]));
    }

    private static Task<Results<Ok<StatedPractice>, Refusal>> ConfirmAsync(Guid id, int position, ConfirmRequest request, UnitOfWork work, Caller caller, Today today) =>
        DecideAsync(id, position, Confirmed, request.Attended, null, work, caller, today.Value);

    private static Task<Results<Ok<StatedPractice>, Refusal>> RefuseAsync(Guid id, int position, RefuseRequest request, UnitOfWork work, Caller caller, Today today) =>
        DecideAsync(id, position, Refused, [], request.Reason, work, caller, today.Value);

    // Who runs a base is known by its news alone.
    private static async Task<Refusal> WhyNotFoundAsync(IReader reader, Guid id, int position)
    {
        var unknown = await reader.FindAsync<Guid?>(
            """
            SELECT e.base_id FROM faculty.application_evidence e WHERE e.application_id = @id AND e.position = @position AND e.base_id IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM faculty.base b WHERE b.id = e.base_id AND b.parties_are_known = 1)
            """,
            new { id, position });
        return unknown is { } site ? CommonProblems.NotYetKnown("base", site) : CommonProblems.NotFound();
    }

    private static async Task<Results<Ok<StatedPractice>, Refusal>> DecideAsync(
        Guid id, int position, string outcome, IReadOnlyList<PractisedDays> attended, string? reason, UnitOfWork work, Caller caller, DateOnly today)
    {
        if (await StatedPracticeRow.FindAsync(work, id, position, caller.Org) is not { } seen) return await WhyNotFoundAsync(work, id, position);
        if (caller.Person.Length > 0 && seen.Person == caller.Person) return Problems.OwnPractice();
        // The application's row first: nobody edits or submits it meanwhile.
        var isDraft = await work.ExecuteAsync("UPDATE faculty.application SET version = version + 1 WHERE id = @id AND state = 'draft'", new { id }) > 0;
        if (!isDraft) return Problems.ApplicationNotIn(seen.State, State.Draft);
        if (await StatedPracticeRow.FindAsync(work, id, position, caller.Org) is not { } stated) return CommonProblems.NotFound();
        var days = Period.Merge(attended.Select(period => new Period(period.From, period.Until)));
        var ran = await stated.RanAsync(work, caller.Org);
        if (ConfirmedDays.Judge(stated.Days, ran, days, today) is { Passes: false } verdict) return Problems.NotStatedThen(verdict);

        await EvidenceRow.DecideAsync(work, id, position, outcome, caller.Org, days.Select(period => new PractisedDays(period.From, period.Until)));
        await work.AuditAsync("application", id, stated.Version, $"practice {outcome}", caller, reason);
        var row = (await StatedPracticeRow.FindAsync(work, id, position, caller.Org))!;
        return await work.CommitAsync(TypedResults.Ok(row.Show((await EvidenceRow.ConfirmedAsync(work, [id]))[(id, position)])));
    }
}

/// <summary>Practice that a teacher states in an application, as whoever ran the place sees it.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Position">The place of the item among its evidence, from 0.</param>
/// <param name="TeacherId">The teacher.</param>
/// <param name="Institution">The code of the teacher's institution.</param>
/// <param name="BaseId">The base, where it was at one.</param>
/// <param name="Enterprise">The code of the enterprise, where it was at one.</param>
/// <param name="From">The first day that is stated.</param>
/// <param name="Until">The last day.</param>
/// <param name="Confirmation"><c>confirmed</c> or <c>refused</c>; null where nobody has said so.</param>
/// <param name="ConfirmedBy">The code of the organisation that said it.</param>
/// <param name="Confirmed">The days that it confirmed.</param>
public sealed record StatedPractice(
    Guid ApplicationId, int Position, Guid TeacherId, string Institution, Guid? BaseId, string? Enterprise, DateOnly From, DateOnly Until,
    string? Confirmation, string? ConfirmedBy, IReadOnlyList<PractisedDays> Confirmed);

internal sealed record StatedPracticeRow
{
    // CROSS JOIN, since SQLite then walks along the applications and stops where a page is full.
    public const string Select =
        """
        SELECT a.seq * 100 + e.position AS seq, e.application_id, e.position, a.teacher_id, a.institution, a.state, a.version, t.person,
            e.base_id, e.enterprise, e.practised_from, e.practised_until, e.confirmation, e.confirmed_by
        FROM faculty.application a
        CROSS JOIN faculty.application_evidence e
        INNER JOIN faculty.teacher t ON t.id = a.teacher_id
        """;

    /// <summary>What is stated at a place that the organisation in <c>@Org</c> ran on one of the days.</summary>
    public const string IsAtPlace =
        """
        e.kind = 'practice' AND e.practice_id IS NULL AND (e.enterprise = @Org OR EXISTS (
            SELECT 1 FROM faculty.base_party p WHERE p.base_id = e.base_id AND p.organisation = @Org
                AND p.joined_on <= e.practised_until AND (p.left_on IS NULL OR p.left_on > e.practised_from)))
        """;

    public long Seq { get; init; }
    public Guid ApplicationId { get; init; }
    public int Position { get; init; }
    public Guid TeacherId { get; init; }
    public string Institution { get; init; } = "";
    public string State { get; init; } = "";
    public int Version { get; init; }
    public string? Person { get; init; }
    public Guid? BaseId { get; init; }
    public string? Enterprise { get; init; }
    public DateOnly PractisedFrom { get; init; }
    public DateOnly PractisedUntil { get; init; }
    public string? Confirmation { get; init; }
    public string? ConfirmedBy { get; init; }

    public Period Days => new(PractisedFrom, PractisedUntil);

    public static Task<StatedPracticeRow?> FindAsync(IReader reader, Guid id, int position, string org) => reader.FindAsync<StatedPracticeRow>(
        Select + " WHERE a.id = @id AND e.application_id = a.id AND e.position = @position AND " + IsAtPlace, new { id, position, Org = org });

    /// <summary>The days on which an organisation ran the place: an enterprise ran itself, a party ran its base while it was one.</summary>
    public async Task<IReadOnlyList<Period>> RanAsync(IReader reader, string org)
    {
        if (BaseId is null) return [Days];
        var spells = await reader.QueryAsync<SpellRow>(
            "SELECT joined_on, left_on FROM faculty.base_party WHERE base_id = @BaseId AND organisation = @org", new { BaseId, org });
        return [.. spells.Select(spell => new Period(spell.JoinedOn, DateOnly.MaxValue).Before(spell.LeftOn))];
    }

    public StatedPractice Show(IEnumerable<PractisedDays> confirmed) => new(
        ApplicationId, Position, TeacherId, Institution, BaseId, Enterprise, PractisedFrom, PractisedUntil, Confirmation, ConfirmedBy, [.. confirmed]);

    private sealed record SpellRow
    {
        public DateOnly JoinedOn { get; init; }
        public DateOnly? LeftOn { get; init; }
    }
}
