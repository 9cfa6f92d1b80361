using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Cooperation.Membership;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Cooperation.Agreements;

/// <summary>A party drafts an agreement. Nobody else sees it before it is proposed (D22).</summary>
public static class DraftAgreement
{
    /// <param name="Kind">What it is about.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Terms">What is agreed, in words.</param>
    /// <param name="Parties">The codes of all organisations that sign, including your own.</param>
    /// <param name="ValidFrom">The first day on which it may be relied on.</param>
    /// <param name="ValidUntil">The last day.</param>
    public sealed record Request(
        [property: OneOf(AgreementKind.StrategicCooperation, AgreementKind.Articulation, AgreementKind.InternshipFramework)] string Kind,
        [property: Name(200)] string Title,
        [property: Text(20_000)] string Terms,
        [property: MinLength(2), MaxLength(20), Code] IReadOnlyList<string> Parties,
        [property: Day] DateOnly ValidFrom,
        [property: Day] DateOnly ValidUntil);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/agreements", HandleAsync)
        .WithName(nameof(DraftAgreement)).WithSummary("Draft an agreement").Allow(Roles.Signatory);

    private static async Task<Results<Created<Agreement>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        if (request.ValidUntil < request.ValidFrom) return Problems.EndsBeforeItStarts("D22", request.ValidFrom, request.ValidUntil);
        var (org, parties) = (act.Caller.Org, request.Parties.Distinct().ToList());
        var unknown = parties.Except((await Registered.KindsAsync(work, parties)).Keys).ToList();
        if (!parties.Contains(org)) return Problems.NotAParty("D22", org, parties, unknown);
        if (unknown.Count > 0 || parties.Count < 2) return Problems.PartiesUnknown(unknown, parties.Count);

        var drafted = Drafted(request, [.. parties.Order(StringComparer.Ordinal)], org);
        await AgreementRow.AddAsync(work, drafted, act);
        return await work.CommitAsync(TypedResults.Created($"/industry-partnership/v1/agreements/{drafted.Id}", drafted));
    }

    private static Agreement Drafted(Request request, IReadOnlyList<string> parties, string org)
    {
        var text = AgreementText.Of(request.Kind, request.Title, request.Terms, parties, request.ValidFrom, request.ValidUntil);
        return new Agreement
        {
            Id = Guid.CreateVersion7(),
            Kind = request.Kind,
            Title = request.Title,
            Terms = request.Terms,
            Parties = parties,
            ValidFrom = request.ValidFrom,
            ValidUntil = request.ValidUntil,
            State = AgreementState.Draft,
            Text = text.Text,
            TextHash = text.Hash,
            Signatures = [],
            TerminatedOn = null,
            Version = 1,
            DraftedBy = org,
            Amendment = null,
            Tags = Tags.None,
            Revision = 1,
        };
    }
}
