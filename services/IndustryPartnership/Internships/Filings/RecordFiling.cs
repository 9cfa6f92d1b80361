using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Filings;

/// <summary>
/// An authority records a special filing (D28), corrects its record with a reason (D43), and ends it before its last day (D45).
/// </summary>
public static class RecordFiling
{
    /// <param name="Number">The authority's number, unique in its records.</param>
    /// <param name="Institution">The code of the school that it is for.</param>
    /// <param name="Enterprise">The code of the enterprise that it is for.</param>
    /// <param name="PostKind">The kind of post that it is for, as slots name it.</param>
    /// <param name="From">Its first day.</param>
    /// <param name="Until">Its last day.</param>
    /// <param name="Allows">What it allows: conditions of work as slots state them, <c>night-shift</c>, <c>rest-days</c>,
    /// <c>overtime</c>.</param>
    /// <param name="HoursPerDay">The hours a day that it allows, with at most two decimals; left out if it states none.</param>
    /// <param name="HoursPerWeek">The hours a week that it allows, with at most two decimals; left out if it states none.</param>
    public sealed record Request(
        [property: Name(100)] string Number,
        [property: Code] string Institution,
        [property: Code] string Enterprise,
        [property: Name(60)] string PostKind,
        [property: Day] DateOnly From,
        [property: Day] DateOnly Until,
        [property: MaxLength(20), Code] IReadOnlyList<string>? Allows = null,
        [property: Range(0.0, 24.0)] decimal? HoursPerDay = null,
        [property: Range(0.0, 168.0)] decimal? HoursPerWeek = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Until < From) yield return new ValidationResult("The last day must not be before the first day.", [nameof(Until)]);
            if (Allows?.All(SlotWords.Filed.Contains) == false)
            {
                yield return new ValidationResult(
                    $"Each entry of allows must be one of: {string.Join(", ", SlotWords.Filed)}.", [nameof(Allows)]);
            }
            if (Allows is not { Count: > 0 } && HoursPerDay is null && HoursPerWeek is null)
            {
                yield return new ValidationResult("Say what the filing allows.", [nameof(Allows)]);
            }
            if (HoursPerDay is { } day && decimal.Round(day, 2) != day)
            {
                yield return new ValidationResult("Hours have at most two decimals.", [nameof(HoursPerDay)]);
            }
            if (HoursPerWeek is { } week && decimal.Round(week, 2) != week)
            {
                yield return new ValidationResult("Hours have at most two decimals.", [nameof(HoursPerWeek)]);
            }
        }
    }

    /// <param name="Reason">Why the record was wrong; kept in the audit.</param>
    /// <param name="Filing">The correct filing.</param>
    /// <param name="EndedOn">The first day on which it no longer holds; left out if it was not ended early.</param>
    public sealed record Correction(
        [property: Text(400)] string Reason,
        Request Filing,
        [property: Day] DateOnly? EndedOn = null);

    /// <param name="Reason">The reason, kept in the audit.</param>
    /// <param name="EndedOn">The first day on which it no longer holds; today if left out.</param>
    public sealed record EndRequest(
        [property: Text(400)] string Reason,
        [property: Day] DateOnly? EndedOn = null);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/filings", RecordAsync).WithName(nameof(RecordFiling))
            .WithSummary("Record a special filing with your authority").Allow(Roles.Authority);
        api.MapPut("/filings/{id:guid}", CorrectAsync).WithName("CorrectFiling")
            .WithSummary("Correct your record of a filing, with a reason").Allow(Roles.Authority);
        api.MapPost("/filings/{id:guid}/termination", EndAsync).WithName("EndFiling").WithSummary("End a filing before its last day")
            .Allow(Roles.Authority);
    }

    private static async Task<Results<Created<Filing>, Refusal>> RecordAsync(Request request, UnitOfWork work, Act act)
    {
        if (await WhyNotPartiesAsync(work, request) is { } problem) return problem;
        var filing = Filing.RecordedBy(act.Caller.Org, request);
        if (!await FilingRow.AddAsync(work, filing, act)) return Problems.FilingNumberTaken(act.Caller.Org, request.Number);
        return await work.CommitAsync(TypedResults.Created(filing.Path, filing));
    }

    private static async Task<Results<Ok<Filing>, Refusal>> CorrectAsync(
        Guid id, Correction correction, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        var request = correction.Filing;
        if (await FilingRow.FindAsync(work, id, act.Caller) is not { } filing) return CommonProblems.NotFound();
        if (filing.Authority != act.Caller.Org) return Problems.NotYourFiling(filing);
        if (await WhyNotPartiesAsync(work, request) is { } problem) return problem;
        if (await work.FindAsync<Guid?>(
            "SELECT id FROM partnership.filing WHERE authority = @Org AND number = @Number AND id <> @id",
            new { id, act.Caller.Org, request.Number }) is not null)
        {
            return Problems.FilingNumberTaken(act.Caller.Org, request.Number);
        }
        if (filing.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(filing.Version);

        var corrected = filing.CorrectedAs(request, correction.EndedOn);
        await FilingRow.RecordAsync(work, corrected, "corrected", corrected.From, correction.Reason, act);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }

    private static async Task<Results<Ok<Filing>, Refusal>> EndAsync(
        Guid id, EndRequest request, UnitOfWork work, Act act)
    {
        if (await FilingRow.FindAsync(work, id, act.Caller) is not { } filing) return CommonProblems.NotFound();
        if (filing.Authority != act.Caller.Org) return Problems.NotYourFiling(filing);
        var endedOn = request.EndedOn ?? act.Today;
        if (filing.EndedOn is not null || filing.Until < endedOn) return Problems.FilingOver(filing, endedOn);

        var ended = filing.EndedFrom(endedOn);
        await FilingRow.RecordAsync(work, ended, "ended", endedOn, request.Reason, act);
        return await work.CommitAsync(TypedResults.Ok(ended));
    }

    // A filing names a registered school and a registered enterprise.
    private static async Task<Refusal?> WhyNotPartiesAsync(UnitOfWork work, Request request)
    {
        var codes = new[] { request.Institution, request.Enterprise };
        var kinds = (await work.QueryAsync<KindRow>("SELECT code, kind FROM partnership.organisation WHERE code IN @codes", new { codes }))
            .ToDictionary(row => row.Code, row => row.Kind);
        var isSchool = kinds.TryGetValue(request.Institution, out var school) && OrganisationKind.IsInstitution(school);
        var isEnterprise = kinds.TryGetValue(request.Enterprise, out var enterprise) && enterprise == OrganisationKind.Enterprise;
        return isSchool && isEnterprise ? null
            : Problems.FilingPartiesUnknown(isSchool ? null : request.Institution, isEnterprise ? null : request.Enterprise);
    }

    private sealed record KindRow
    {
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}
