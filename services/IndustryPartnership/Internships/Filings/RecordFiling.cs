using System.ComponentModel.DataAnnotations;
using Contracts;
using IndustryPartnership.Internships.Law;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Filings;

/// <summary>An authority records a special filing (D28).</summary>
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

    public static void Map(RouteGroupBuilder api) => api.MapPost("/filings", HandleAsync)
        .WithName(nameof(RecordFiling)).WithSummary("Record a special filing with your authority").Allow(Roles.Authority);

    private static async Task<Results<Created<Filing>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        if (await FilingParties.WhyNotAsync(work, request) is { } problem) return problem;
        var filing = Filing.RecordedBy(act.Caller.Org, request);
        if (!await FilingRow.AddAsync(work, filing, act)) return Problems.FilingNumberTaken(act.Caller.Org, request.Number);
        return await work.CommitAsync(TypedResults.Created(filing.Path, filing));
    }
}
