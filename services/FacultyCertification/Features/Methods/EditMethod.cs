using System.ComponentModel.DataAnnotations;
using Contracts;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Methods;

/// <summary>The owner changes a draft of a method; what was published stays as it is (D18).</summary>
public static class EditMethod
{
    /// <param name="Name">Its name.</param>
    /// <param name="Levels">What is wanted for each level, each at most once.</param>
    /// <param name="PublicNoticeDays">For how many days a grant is published before the certificate, 1 to 60.</param>
    /// <param name="PanelMembers">The least number of members who decide, 1 to 9.</param>
    /// <param name="PracticeWindowYears">In how many years before the application practice counts; 5 where none is given, and at most (D17).</param>
    /// <param name="ValidityYears">For how many years a certificate is valid, 1 to 10; 5 where none is given (D19).</param>
    public sealed record Request(
        [property: Name(200)] string Name,
        [property: MinLength(1), MaxLength(3), EachLevelOnce] IReadOnlyList<MethodLevel> Levels,
        [property: Range(1, 60)] int PublicNoticeDays,
        [property: Range(1, 9)] int PanelMembers,
        [property: Range(1, 10)] int? PracticeWindowYears = null,
        [property: Range(1, 10)] int? ValidityYears = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/methods/{id:guid}", HandleAsync)
        .WithName(nameof(EditMethod)).WithSummary("Edit the draft of a method").Allow(Roles.TeacherOffice, Roles.Authority);

    private static async Task<Results<Ok<Method>, Refusal>> HandleAsync(Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Caller caller)
    {
        if (await MethodRow.FindAsync(work, id, caller.Org) is not { } before) return CommonProblems.NotFound();
        if (!before.IsKeptBy(caller)) return Problems.NotYourMethod();
        var window = request.PracticeWindowYears ?? DraftMethod.UsualYears;
        if (MethodTerms.Judge(request.Levels, window) is { Passes: false } terms) return Problems.PracticeTermsUnlawful(terms);

        var edited = await work.ExecuteAsync(
            """
            UPDATE faculty.method
            SET name = @Name, practice_window_years = @window, validity_years = @validity, public_notice_days = @PublicNoticeDays, panel_members = @PanelMembers, version = version + 1
            WHERE id = @id AND state = 'draft' AND version = @Version
            """,
            new { id, request.Name, window, validity = request.ValidityYears ?? DraftMethod.UsualYears, request.PublicNoticeDays, request.PanelMembers, ifMatch.Version });
        var row = await MethodRow.ReadAsync(work, id);
        if (edited == 0) return row.Version == ifMatch.Version ? Problems.MethodNotDraft(row.State, row.Number) : CommonProblems.PreconditionFailed(row.Version);

        await MethodRow.WriteLevelsAsync(work, id, request.Levels);
        await work.AuditAsync("method", id, row.Version, "edited", caller);
        return await work.CommitAsync(TypedResults.Ok(await row.ShowAsync(work)));
    }
}
