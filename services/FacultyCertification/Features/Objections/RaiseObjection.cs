using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Notices;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Objections;

/// <summary>
/// An organisation objects to a grant during its public notice, if the method allows it (D16). The certificate waits until the panel has
/// decided.
/// </summary>
public static class RaiseObjection
{
    /// <param name="ApplicationId">An application of the notice.</param>
    /// <param name="Grounds">Why.</param>
    /// <param name="RaisedOn">The day on which it was raised, one of the notice; today by default.</param>
    public sealed record Request(Guid ApplicationId, [property: Text(2000)] string Grounds, [property: Day] DateOnly? RaisedOn = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/public-notices/{id:guid}/objections", HandleAsync)
        .WithName(nameof(RaiseObjection)).WithSummary("Object to a grant during its public notice").Allow(ObjectionRow.Raisers);

    private static async Task<Results<Created<Objection>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        // The application first: no certificate is issued meanwhile.
        var application = await ApplicationRow.HoldAsync(work, request.ApplicationId);
        if (await NoticeRow.FindAsync(work, id) is not { } notice) return CommonProblems.NotFound();
        if (application is null || application.NoticeId != id) return Problems.NotInNotice(request.ApplicationId);
        if (!application.ObjectionsAllowed) return Problems.NoObjections(application.MethodId);
        if (application.State != ApplicationState.PublicNotice)
        {
            return Problems.ApplicationNotIn(application.State, ApplicationState.PublicNotice);
        }
        var raisedOn = request.RaisedOn ?? act.Today;
        var days = new ObjectionDay(new(notice.PublishedOn, notice.LastDay), act.Today);
        if (days.Judge(raisedOn) is { Passes: false } late) return Problems.NotDuringNotice(late);

        var raised = new Objection
        {
            Id = Guid.CreateVersion7(),
            NoticeId = id,
            ApplicationId = request.ApplicationId,
            RaisedBy = act.Caller.Org,
            RaisedOn = raisedOn,
            Grounds = request.Grounds,
            State = Objection.Raised,
            DecisionReason = null,
            DecidedOn = null,
            Version = 1,
        };
        await ObjectionRow.AddAsync(work, raised, act);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/objections/{raised.Id}", raised));
    }
}
