using Contracts;
using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Decisions;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Objections;

/// <summary>
/// The panel of the institution upholds or dismisses an objection, or its raiser withdraws it (D16). After an upheld one the application is
/// refused. Otherwise the recognition goes on.
/// </summary>
public static class EndObjection
{
    /// <param name="Outcome">Whether the objection is right.</param>
    /// <param name="Reason">Why.</param>
    public sealed record DecideRequest(
        [property: OneOf(Objection.Upheld, Objection.Dismissed)] string Outcome, [property: Text(2000)] string Reason);

    /// <param name="Reason">Why.</param>
    public sealed record WithdrawRequest([property: Text(2000)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/objections/{id:guid}/decision", DecideAsync).WithName("DecideObjection")
            .WithSummary("Uphold or dismiss an objection").Allow(Roles.Panel);
        api.MapPost("/objections/{id:guid}/withdrawal", WithdrawAsync).WithName("WithdrawObjection")
            .WithSummary("Withdraw an objection").Allow(ObjectionRow.Raisers);
    }

    private static async Task<Results<Ok<Objection>, Refusal>> DecideAsync(Guid id, DecideRequest request, UnitOfWork work, Act act)
    {
        if (await ObjectionRow.HoldAsync(work, id, act.Caller) is not { } objection) return CommonProblems.NotFound();
        if (objection.Institution != act.Caller.Org) return Problems.NotYourDecision();
        if (objection.State != Objection.Raised) return Problems.ObjectionEnded(objection.State);
        if (await ErasedTeacher.WhyNotOfApplicantAsync(work, objection.ApplicationId) is { } erased) return erased;
        if (await ApplicationRow.HoldAsync(work, objection.ApplicationId) is { } application && application.IsOpen)
        {
            if (await PanelConflicts.IsOnOwnSideAsync(work, application, act)) return Problems.OwnSidesObjection();
            if (request.Outcome == Objection.Upheld)
            {
                await ApplicationRow.RecordAsync(work, application.Opposed(), "objection upheld", act, request.Reason);
            }
        }

        var decided = objection.EndedAs(request.Outcome, request.Reason, act.Today);
        await ObjectionRow.RecordAsync(work, decided, act);
        return await work.CommitAsync(TypedResults.Ok(decided));
    }

    private static async Task<Results<Ok<Objection>, Refusal>> WithdrawAsync(Guid id, WithdrawRequest request, UnitOfWork work, Act act)
    {
        if (await ObjectionRow.HoldAsync(work, id, act.Caller) is not { } objection) return CommonProblems.NotFound();
        if (objection.RaisedBy != act.Caller.Org) return Problems.NotYourObjection();
        if (objection.State != Objection.Raised) return Problems.ObjectionEnded(objection.State);
        if (await ErasedTeacher.WhyNotOfApplicantAsync(work, objection.ApplicationId) is { } erased) return erased;

        var withdrawn = objection.EndedAs(Objection.Withdrawn, request.Reason, act.Today);
        await ObjectionRow.RecordAsync(work, withdrawn, act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn));
    }
}
