using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.IndustryPartnership;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Methods;

/// <summary>A teacher office drafts its institution's method of recognition, or an authority one for all institutions (D18); there is one draft of a code at a time.</summary>
public static class DraftMethod
{
    /// <param name="Code">What its versions have in common: lower-case letters, digits and hyphens.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Levels">What is wanted for each level, each at most once.</param>
    /// <param name="PublicNoticeDays">For how many days a grant is published before the certificate, 1 to 60.</param>
    /// <param name="PanelMembers">The least number of members who decide, 1 to 9.</param>
    /// <param name="PracticeWindowYears">In how many years before the application practice counts; 5 where none is given, and at most (D17).</param>
    /// <param name="ValidityYears">For how many years a certificate is valid, 1 to 10; 5 where none is given (D19).</param>
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
        .WithName(nameof(DraftMethod)).WithSummary("Draft a method of recognition, or its next version").Allow(Roles.TeacherOffice, Roles.Authority);

    private static async Task<Results<Created<Method>, Refusal>> HandleAsync(Request request, UnitOfWork work, Caller caller, TimeProvider clock)
    {
        var owner = await work.FindAsync<Owner>("SELECT kind, state FROM faculty.institution WHERE code = @Org", new { caller.Org });
        if (owner is null) return CommonProblems.NotYetKnown("organisation", caller.Org);
        var isForAll = owner.Kind == OrganisationKind.Authority;
        if (owner.State == "closed") return Problems.InstitutionClosed(caller.Org);
        var window = request.PracticeWindowYears ?? UsualYears;
        if (MethodTerms.Judge(request.Levels, window) is { Passes: false } terms) return Problems.PracticeTermsUnlawful(terms);

        // A second draft of the code would have the same number as the first.
        var id = Guid.CreateVersion7();
        var isNew = await work.TryInsertAsync(
            """
            INSERT INTO faculty.method
                (id, owner, is_for_all, code, number, name, practice_window_years, validity_years, public_notice_days, panel_members, state, version, created_at)
            SELECT @id, @Org, @isForAll, @Code, COALESCE(MAX(number), 0) + 1, @Name, @window, @validity, @PublicNoticeDays, @PanelMembers, 'draft', 1, @now
            FROM faculty.method WHERE owner = @Org AND code = @Code AND state <> 'draft'
            """,
            new { id, caller.Org, isForAll, request.Code, request.Name, window, validity = request.ValidityYears ?? UsualYears, request.PublicNoticeDays, request.PanelMembers, now = clock.GetUtcNow() });
        if (!isNew)
        {
            return Problems.MethodDraftExists(request.Code, await work.SingleAsync<Guid>("SELECT id FROM faculty.method WHERE owner = @Org AND code = @Code AND state = 'draft'", new { caller.Org, request.Code }));
        }

        await MethodRow.WriteLevelsAsync(work, id, request.Levels);
        await work.AuditAsync("method", id, 1, "drafted", caller);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/methods/{id}", await (await MethodRow.ReadAsync(work, id)).ShowAsync(work)));
    }

    private sealed record Owner
    {
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
    }
}
