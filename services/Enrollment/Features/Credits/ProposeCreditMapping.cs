using Contracts;
using Enrollment.Features.Articulations;
using Enrollment.Features.Equivalences;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Credits;

/// <summary>
/// A registrar of any of its institutions proposes the next version of an articulation's mapping, for a day to come (D12). What was agreed
/// on paper before, or recorded wrongly, is a correction; what it changes is a risk until somebody decides (D43).
/// </summary>
public static class ProposeCreditMapping
{
    /// <param name="ValidFrom">The first day of enrolment to which it applies: today or later, unless it is a correction.</param>
    /// <param name="Terms">What earns what, and the cap.</param>
    /// <param name="Reason">Why it is proposed.</param>
    /// <param name="Correction">
    /// True if it records late what was agreed before, or corrects the agreed mapping of that day. False by default.
    /// </param>
    public sealed record Request(
        [property: Day] DateOnly ValidFrom, MappingTerms Terms, [property: Text(400)] string Reason, bool? Correction = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/articulations/{id:guid}/credit-mappings", HandleAsync)
        .WithName(nameof(ProposeCreditMapping)).WithSummary("Propose a mapping of an articulation's credit").Allow(Roles.Registrar);

    private static async Task<Results<Created<CreditMapping>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ArticulationRow.HoldAsync(work, id, act.Viewer()) is not { } articulation) return CommonProblems.NotFound();
        if (!articulation.IsOf(act.Caller.Org)) return Problems.NotYourArticulation();
        if (await MappingLines.WhyNotAsync(work, articulation, request.Terms.Lines) is { } refused) return refused;
        var isCorrection = request.Correction == true;
        var of = await CreditMappingRow.OfAsync(work, id);
        var days = of.Where(one => one.State == ProposalState.Agreed ? !isCorrection : one.State == ProposalState.Proposed)
            .Select(one => one.ValidFrom);
        if (DayOfMapping.Judge(request.ValidFrom, isCorrection, [.. days], act.Today) is { Passes: false } day)
        {
            return Problems.DayOfMappingRefused(day);
        }

        var proposed = new CreditMapping
        {
            Id = Guid.CreateVersion7(),
            ArticulationId = id,
            Number = 1 + of.Count,
            ValidFrom = request.ValidFrom,
            Correction = isCorrection,
            AppliesFrom = null,
            ByModule = true,
            Terms = request.Terms.AsKept(),
            Reason = request.Reason,
            State = ProposalState.Proposed,
            ProposedBy = act.Caller.Org,
            Agreements = [],
            DecidedOn = null,
            RefusalReason = null,
            Version = 1,
        };
        await CreditMappingRow.AddAsync(work, proposed, act);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/credit-mappings/{proposed.Id}", proposed));
    }
}
