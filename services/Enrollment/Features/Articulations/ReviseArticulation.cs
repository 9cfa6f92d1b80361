using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Pathways;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Articulations;

/// <summary>
/// A registrar of one of its institutions drafts a revision of an articulation for later cohorts. Earlier cohorts keep their own (D6b).
/// </summary>
public static class ReviseArticulation
{
    /// <param name="FirstCohort">
    /// The first cohort of the revision: after the one of the revision before, and without learners. It has not begun in an earlier year.
    /// </param>
    /// <param name="Pathway">The code of the pathway that it follows, with as many owners as before.</param>
    /// <param name="FromMajorName">The vocational major's name.</param>
    /// <param name="ToMajorName">The undergraduate major's name.</param>
    /// <param name="InternshipCredits">The credit for a completed post internship, in tenths of a credit, 0 to 300.</param>
    /// <param name="InternshipCreditCap">The most credit for all post internships of a learner together (D12), 0 to 300.</param>
    public sealed record Request(
        [property: Range(2000, 2100)] int FirstCohort,
        [property: Code] string Pathway,
        [property: Name(200)] string FromMajorName,
        [property: Name(200)] string ToMajorName,
        [property: Range(0, 300)] int InternshipCredits,
        [property: Range(0, 300)] int? InternshipCreditCap = null)
    {
        internal EditArticulation.Request Terms() =>
            new(Pathway, FromMajorName, ToMajorName, InternshipCredits, InternshipCreditCap);
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/articulations/{id:guid}/revisions", HandleAsync)
        .WithName(nameof(ReviseArticulation)).WithSummary("Draft a revision of an articulation for later cohorts").Allow(Roles.Registrar);

    private static async Task<Results<Created<Articulation>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ArticulationRow.HoldAsync(work, id, act.Viewer()) is not { } articulation) return CommonProblems.NotFound();
        if (!articulation.IsOf(act.Caller.Org)) return Problems.NotYourArticulation();
        if (await PathwayRow.FindAsync(work, request.Pathway) is not { } pathway) return Problems.NoSuchPathway(request.Pathway);
        if (pathway.Owners.Count != articulation.Owners.Count)
        {
            return Problems.OwnersNotAsPathway(pathway, [.. articulation.Owners.SkipLast(2).Select(owner => owner.Owner)]);
        }
        var latest = await LatestRevision.OfAsync(work, articulation.Route, beforeRevision: int.MaxValue);
        var cohort = RevisionCohort.Judge(request.FirstCohort, latest.FirstCohort, latest.EnrolledCohort, act.Today);
        if (!cohort.Passes) return Problems.CohortOfRevision(cohort);

        var revised = articulation.RevisedTo(request, pathway, latest.Revision + 1);
        if (!await ArticulationRow.TryAddAsync(work, revised, act)) return Problems.RevisionTaken(revised);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/articulations/{revised.Id}", revised));
    }
}
