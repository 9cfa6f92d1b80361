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
    /// <summary>The code and all terms of the method.</summary>
    public sealed record Request : RequestedTerms
    {
        /// <summary>The code of all its versions: lower-case letters, digits and hyphens.</summary>
        [Code(40, Pattern = "^[a-z0-9][a-z0-9-]{0,39}$")]
        public required string Code { get; init; }
    }

    internal const int UsualYears = 5;

    // Illustrative: no regulation names one.
    internal const int UsualWindowDays = 180;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/methods", HandleAsync)
        .WithName(nameof(DraftMethod)).WithSummary("Draft a method of recognition, or its next version")
        .Allow(Roles.TeacherOffice, Roles.Authority);

    private static async Task<Results<Created<Method>, Refusal>> HandleAsync(Request request, UnitOfWork work, Act act)
    {
        var org = act.Caller.Org;
        var owner = await work.FindAsync<Owner>("SELECT kind, state, closed_on FROM faculty.institution WHERE code = @org", new { org });
        if (owner is null) return CommonProblems.NotYetKnown("organisation", org);
        if (owner.State == "closed") return Problems.InstitutionClosed(org, owner.ClosedOn);
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
        public DateOnly? ClosedOn { get; init; }
    }
}
