using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Methods;

/// <summary>
/// A teacher office drafts its institution's method of recognition, or an authority one for all institutions (D18). A code has one draft
/// at a time.
/// </summary>
public static class DraftMethod
{
    /// <param name="Code">The code of all its versions: lower-case letters, digits and hyphens.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Levels">The requirements of each level, each at most once.</param>
    /// <param name="PublicNoticeDays">How many days a grant is published before the certificate, 1 to 60.</param>
    /// <param name="PanelMembers">The least number of members who decide, 1 to 9.</param>
    /// <param name="PracticeWindowYears">How many years before the application practice counts, at most 5; 5 by default (D17).</param>
    /// <param name="ValidityYears">How many years a certificate is valid, 1 to 10; 5 by default (D19).</param>
    public sealed record Request(
        [property: Code(40, Pattern = "^[a-z0-9][a-z0-9-]{0,39}$")] string Code,
        [property: Name(200)] string Name,
        [property: MinLength(1), MaxLength(3), EachLevelOnce] IReadOnlyList<MethodLevel> Levels,
        [property: Range(1, 60)] int PublicNoticeDays,
        [property: Range(1, 9)] int PanelMembers,
        [property: Range(1, 10)] int? PracticeWindowYears = null,
        [property: Range(1, 10)] int? ValidityYears = null);

    internal const int UsualYears = 5;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/methods", HandleAsync)
        .WithName(nameof(DraftMethod)).WithSummary("Draft a method of recognition, or its next version")
        .Allow(Roles.TeacherOffice, Roles.Authority);

    private static async Task<Results<Created<Method>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var org = act.Caller.Org;
        var owner = await work.FindAsync<Owner>("SELECT kind, state FROM faculty.institution WHERE code = @org", new { org });
        if (owner is null) return CommonProblems.NotYetKnown("organisation", org);
        if (owner.State == "closed") return Problems.InstitutionClosed(org);
        var window = request.PracticeWindowYears ?? UsualYears;
        if (MethodTerms.Judge(request.Levels, window) is { Passes: false } terms) return Problems.PracticeTermsUnlawful(terms);

        // A second draft of the code would have the same number as the first.
        var last = await work.SingleAsync<int>(
            "SELECT COALESCE(MAX(number), 0) FROM faculty.method WHERE owner = @org AND code = @Code AND state <> 'draft'",
            new { org, request.Code });
        var drafted = Method.Drafted(request, org, owner.Kind == OrganisationKind.Authority, last + 1);
        if (!await MethodRow.TryAddAsync(work, drafted, act))
        {
            return Problems.MethodDraftExists(request.Code, await work.SingleAsync<Guid>(
                "SELECT id FROM faculty.method WHERE owner = @org AND code = @Code AND state = 'draft'", new { org, request.Code }));
        }
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/methods/{drafted.Id}", drafted));
    }

    private sealed record Owner
    {
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
    }
}
