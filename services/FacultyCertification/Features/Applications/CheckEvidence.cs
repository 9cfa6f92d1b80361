using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Applications;

/// <summary>
/// The teacher office compares a document with what a draft states of it, and confirms or refuses it (D16). Only confirmed documents count
/// for the method's thresholds (D18). Nobody confirms their own; a later answer replaces an earlier one.
/// </summary>
public static class CheckEvidence
{
    /// <param name="Answer">Whether the document shows what is stated.</param>
    /// <param name="Reason">Why; kept in the audit.</param>
    public sealed record Request([property: OneOf(Confirmed, Refused)] string Answer, [property: Text(400)] string? Reason = null);

    internal const string Confirmed = "confirmed";
    internal const string Refused = "refused";

    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/evidence/{position:int}/check", HandleAsync)
        .WithName(nameof(CheckEvidence)).WithSummary("Confirm or refuse a document of an application").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Application>, Refusal>> HandleAsync(
        Guid id, int position, Request request, UnitOfWork work, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id, act.Viewer()) is not { } application) return CommonProblems.NotFound();
        if (application.Evidence.ElementAtOrDefault(position) is not { IsPractice: false }) return CommonProblems.NotFound();
        if (application.Person is { Length: > 0 } person && person == act.Caller.Person) return Problems.OwnEvidence();
        if (application.State != ApplicationState.Draft) return Problems.ApplicationNotIn(application.State, ApplicationState.Draft);

        var answered = application.AnsweredAt(position, request.Answer, act.Caller.Org, []);
        await EvidenceRow.AnswerAsync(work, answered, position);
        await ApplicationRow.RecordAsync(work, answered, $"document {request.Answer}", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(answered));
    }
}
