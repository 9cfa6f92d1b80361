using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Pathways;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Articulations;

/// <summary>A registrar of one of its institutions changes a draft. Terms that a cohort may have used do not change (D6b, D12).</summary>
public static class EditArticulation
{
    /// <param name="Pathway">The code of the pathway that it follows.</param>
    /// <param name="FromMajorName">The vocational major's name.</param>
    /// <param name="ToMajorName">The undergraduate major's name.</param>
    /// <param name="InternshipCredits">The credit for a completed post internship, in tenths of a credit, 0 to 300.</param>
    /// <param name="InternshipCreditCap">
    /// The most credit for all post internships of a learner together (D12), 0 to 300. The credit for one, if left out.
    /// </param>
    public sealed record Request(
        [property: Code] string Pathway,
        [property: Name(200)] string FromMajorName,
        [property: Name(200)] string ToMajorName,
        [property: Range(0, 300)] int InternshipCredits,
        [property: Range(0, 300)] int? InternshipCreditCap = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/articulations/{id:guid}", HandleAsync)
        .WithName(nameof(EditArticulation)).WithSummary("Edit the draft of an articulation").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Articulation>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await ArticulationRow.HoldAsync(work, id, act.Viewer()) is not { } articulation) return CommonProblems.NotFound();
        if (!articulation.IsOf(act.Caller.Org)) return Problems.NotYourArticulation();
        if (await PathwayRow.FindAsync(work, request.Pathway) is not { } pathway) return Problems.NoSuchPathway(request.Pathway);
        if (pathway.Owners.Count != articulation.Owners.Count)
        {
            return Problems.OwnersNotAsPathway(pathway, [.. articulation.Owners.SkipLast(2).Select(owner => owner.Owner)]);
        }
        if (articulation.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(articulation.Version);
        if (articulation.State != ArticulationState.Draft) return Problems.NotDraft(articulation.State);

        var edited = articulation.EditedTo(request, pathway);
        await OwnerRow.KeepAsync(work, edited);
        await ArticulationRow.RecordAsync(work, edited, "edited", act);
        return await work.CommitAsync(TypedResults.Ok(edited));
    }
}
