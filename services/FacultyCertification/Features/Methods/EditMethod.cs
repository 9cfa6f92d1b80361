using System.ComponentModel.DataAnnotations;
using Contracts;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Methods;

/// <summary>The owner changes a draft of a method. A published version does not change (D18).</summary>
public static class EditMethod
{
    /// <param name="Name">Its name.</param>
    /// <param name="Levels">The requirements of each level, each at most once.</param>
    /// <param name="PublicNoticeDays">How many days a grant is published before the certificate, 1 to 60.</param>
    /// <param name="PanelMembers">The least number of members who decide, 1 to 9.</param>
    /// <param name="PracticeWindowYears">How many years before the application practice counts, at most 5; 5 by default (D17).</param>
    /// <param name="ValidityYears">How many years a certificate is valid, 1 to 10; 5 by default (D19).</param>
    public sealed record Request(
        [property: Name(200)] string Name,
        [property: MinLength(1), MaxLength(3), EachLevelOnce] IReadOnlyList<MethodLevel> Levels,
        [property: Range(1, 60)] int PublicNoticeDays,
        [property: Range(1, 9)] int PanelMembers,
        [property: Range(1, 10)] int? PracticeWindowYears = null,
        [property: Range(1, 10)] int? ValidityYears = null);

    public static void Map(RouteGroupBuilder api) => api.MapPut("/methods/{id:guid}", HandleAsync)
        .WithName(nameof(EditMethod)).WithSummary("Edit the draft of a method").Allow(Roles.TeacherOffice, Roles.Authority);

    private static async Task<Results<Ok<Method>, Refusal>> HandleAsync(
        Guid id, Request request, IfMatch ifMatch, UnitOfWork work, Act act)
    {
        if (await MethodRow.HoldAsync(work, id, act.Viewer()) is not { } method) return CommonProblems.NotFound();
        if (!method.IsKeptBy(act.Caller)) return Problems.NotYourMethod();
        var window = request.PracticeWindowYears ?? DraftMethod.UsualYears;
        if (MethodTerms.Judge(request.Levels, window) is { Passes: false } terms) return Problems.PracticeTermsUnlawful(terms);
        if (method.Version != ifMatch.Version) return CommonProblems.PreconditionFailed(method.Version);
        if (method.State != Method.Draft) return Problems.MethodNotDraft(method.State, method.Number);

        var edited = method.EditedTo(request);
        await LevelRow.ReplaceAsync(work, edited);
        await MethodRow.RecordAsync(work, edited, "edited", act);
        return await work.CommitAsync(TypedResults.Ok(edited));
    }
}
