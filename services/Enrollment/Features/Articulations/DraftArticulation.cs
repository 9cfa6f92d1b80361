using System.ComponentModel.DataAnnotations;
using Contracts;
using Enrollment.Features.Pathways;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Articulations;

/// <summary>A registrar of either institution links a vocational major to the undergraduate major that continues it (D6).</summary>
public static class DraftArticulation
{
    /// <param name="Pathway">The code of the pathway that it follows, such as <c>2+3+2</c>.</param>
    /// <param name="FromInstitution">The institution of the vocational stages.</param>
    /// <param name="FromMajor">The code of the vocational major.</param>
    /// <param name="FromMajorName">The vocational major's name.</param>
    /// <param name="ToInstitution">The institution of the undergraduate stage.</param>
    /// <param name="ToMajor">The code of the undergraduate major.</param>
    /// <param name="ToMajorName">The undergraduate major's name.</param>
    /// <param name="InternshipCredits">What a completed post internship earns, in tenths of a credit, 0 to 300.</param>
    /// <param name="InternshipCreditCap">The most that all post internships of a learner earn together (D12), 0 to 300; what one earns where it is left out.</param>
    public sealed record Request(
        [property: Code] string Pathway,
        [property: Code] string FromInstitution,
        [property: Code(20, Pattern = MajorCode)] string FromMajor,
        [property: Name(200)] string FromMajorName,
        [property: Code] string ToInstitution,
        [property: Code(20, Pattern = MajorCode)] string ToMajor,
        [property: Name(200)] string ToMajorName,
        [property: Range(0, 300)] int InternshipCredits,
        [property: Range(0, 300)] int? InternshipCreditCap = null);

    internal const string MajorCode = "^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$";

    public static void Map(RouteGroupBuilder api) => api.MapPost("/articulations", HandleAsync)
        .WithName(nameof(DraftArticulation)).WithSummary("Draft an articulation").Allow(Roles.Registrar);

    private static async Task<Results<Created<Articulation>, Refusal>> HandleAsync(Request request, UnitOfWork work, Caller caller, TimeProvider clock)
    {
        if (caller.Org != request.FromInstitution && caller.Org != request.ToInstitution) return Problems.NotYourArticulation();
        if (await Sides.RefuseAsync(work, request.FromInstitution, request.ToInstitution, mustBeVerified: true) is { } refused) return refused;
        if (await PathwayRow.FindAsync(work, request.Pathway) is null) return Problems.NoSuchPathway(request.Pathway);

        var id = Guid.CreateVersion7();
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO enrollment.articulation
                (id, pathway_code, from_institution, from_major, from_major_name, to_institution, to_major, to_major_name,
                internship_credits, internship_credit_cap, state, enrolled, version, created_at)
            VALUES (@id, @Pathway, @FromInstitution, @FromMajor, @FromMajorName, @ToInstitution, @ToMajor, @ToMajorName,
                @InternshipCredits, @cap, 'draft', 0, 1, @now)
            """,
            new
            {
                id,
                request.Pathway,
                request.FromInstitution,
                request.FromMajor,
                request.FromMajorName,
                request.ToInstitution,
                request.ToMajor,
                request.ToMajorName,
                request.InternshipCredits,
                cap = request.InternshipCreditCap ?? request.InternshipCredits,
                now = clock.GetUtcNow(),
            });
        if (!isNew) return Problems.PairTaken(request.FromInstitution, request.FromMajor, request.ToInstitution, request.ToMajor);

        await work.AuditAsync("articulation", id, 1, "drafted", caller);
        var row = await ArticulationRow.ReadAsync(work, id);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/articulations/{id}", await row.ShowAsync(work)));
    }
}
