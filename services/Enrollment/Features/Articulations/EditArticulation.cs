using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Pathways;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Articulations;

/// <summary>A registrar of either institution changes a draft; what a cohort may have used stays as it was (D6b, D12).</summary>
public static class EditArticulation
{
    /// <param name="Pathway">The code of the pathway that it follows.</param>
    /// <param name="FromMajorName">The vocational major's name.</param>
    /// <param name="ToMajorName">The undergraduate major's name.</param>
    /// <param name="InternshipCredits">What a completed post internship earns, in tenths of a credit, 0 to 300.</param>
    /// <param name="InternshipCreditCap">The most that all post internships of a learner earn together (D12), 0 to 300; what one earns where it is left out.</param>
    public sealed record Request(
        [property: Code] string Pathway,
        [property: Name(200)] string FromMajorName,
        [property: Name(200)] string ToMajorName,
        [property: Range(0, 300)] int InternshipCredits,
        [property: Range(0, 300)] int? InternshipCreditCap = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/articulations/{id:guid}", HandleAsync)
        .WithName(nameof(EditArticulation)).WithSummary("Edit the draft of an articulation").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Articulation>, Refusal>> HandleAsync(Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Caller caller)
    {
        if (await ArticulationRow.FindAsync(work, id, caller) is not { } before) return CommonProblems.NotFound();
        if (!before.IsOf(caller.Org)) return Problems.NotYourArticulation();
        if (await PathwayRow.FindAsync(work, request.Pathway) is null) return Problems.NoSuchPathway(request.Pathway);

        var edited = await work.ExecuteAsync(
            """
            UPDATE enrollment.articulation
            SET pathway_code = @Pathway, from_major_name = @FromMajorName, to_major_name = @ToMajorName,
                internship_credits = @InternshipCredits, internship_credit_cap = @cap, version = version + 1
            WHERE id = @id AND state = 'draft' AND version = @Version
            """,
            new
            {
                id,
                request.Pathway,
                request.FromMajorName,
                request.ToMajorName,
                request.InternshipCredits,
                cap = request.InternshipCreditCap ?? request.InternshipCredits,
                ifMatch.Version,
            });
        var row = await ArticulationRow.ReadAsync(work, id);
        if (edited == 0) return row.Version == ifMatch.Version ? Problems.NotDraft(row.State) : CommonProblems.PreconditionFailed(row.Version);

        await work.AuditAsync("articulation", id, row.Version, "edited", caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }
}
