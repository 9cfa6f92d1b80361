using System.Text.Json.Serialization;
using Contracts;
using Enrollment.Features.Pathways;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Articulations;

/// <summary>
/// A registrar of one of the institutions links a vocational major to the undergraduate major that continues it (D6). Each owner of the
/// pathway's stages has a major in it (D1).
/// </summary>
public static class DraftArticulation
{
    /// <param name="Owner">The owner's key in the pathway, such as <c>school</c>.</param>
    /// <param name="Institution">The institution that teaches its stages.</param>
    /// <param name="Major">The code of the major there.</param>
    /// <param name="MajorName">The major's name.</param>
    // A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
    [method: JsonConstructor]
    public readonly record struct EarlierOwner(
        [property: Code(20)] string Owner,
        [property: Code] string Institution,
        [property: Code(20, Pattern = MajorCode)] string Major,
        [property: Name(200)] string MajorName);

    internal const string MajorCode = "^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$";

    public static void Map(RouteGroupBuilder api) => api.MapPost("/articulations", HandleAsync)
        .WithName(nameof(DraftArticulation)).WithSummary("Draft an articulation").Allow(Roles.Registrar);

    private static async Task<Results<Created<Articulation>, Refusal>> HandleAsync(
        DraftArticulationRequest request, UnitOfWork work, Act act)
    {
        string[] institutions =
            [.. request.Earlier.Select(earlier => earlier.Institution), request.FromInstitution, request.ToInstitution];
        if (!institutions.Contains(act.Caller.Org)) return Problems.NotYourArticulation();
        if (await Sides.WhyNotAsync(work, institutions, mustBeVerified: true) is { } refused) return refused;
        if (await PathwayRow.FindAsync(work, request.Pathway) is not { } pathway) return Problems.NoSuchPathway(request.Pathway);

        if (!request.Earlier.Select(earlier => earlier.Owner).SequenceEqual(pathway.Owners.SkipLast(2)))
        {
            return Problems.OwnersNotAsPathway(pathway, [.. request.Earlier.Select(earlier => earlier.Owner)]);
        }

        var drafted = Articulation.Drafted(request, pathway);
        if (!await ArticulationRow.TryAddAsync(work, drafted, act)) return Problems.PairTaken(request);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/articulations/{drafted.Id}", drafted));
    }
}
