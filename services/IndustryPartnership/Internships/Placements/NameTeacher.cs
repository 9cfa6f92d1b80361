using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Placements;

/// <summary>
/// The institution names the teacher who mentors for it, with a certificate in force today (D20). It may name another until the placement
/// is over.
/// </summary>
public static class NameTeacher
{
    /// <param name="TeacherId">The teacher of the placement's institution, as faculty-certification names them.</param>
    public sealed record Request(Guid TeacherId);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/teacher", HandleAsync)
        .WithName(nameof(NameTeacher)).WithSummary("Name the teacher who mentors for the institution").Allow(Roles.Coordinator);

    private static async Task<Results<Ok<Placement>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await PlacementRow.HoldAsync(work, id, act.Viewer()) is not { } placement) return CommonProblems.NotFound();
        if (placement.Institution != act.Caller.Org) return Problems.NotYourPlacement(placement);
        var certificates = await CertificateRow.OfAsync(work, request.TeacherId, act.Caller.Org);
        if (certificates.Count == 0) return CommonProblems.NotYetKnown("certificate of your teacher", request.TeacherId);
        if (CertificateInForce.Judge(certificates, act.Today) is { Passes: false } verdict) return Problems.TeacherNotCertified(verdict);
        if (!placement.IsOpen) return Problems.PlacementNotIn(placement, Placement.OpenStates);

        var taught = placement.TaughtBy(request.TeacherId);
        await PlacementRow.RecordAsync(work, events, taught, "teacher named", fact: null, act);
        await Steps.AddAsync(work, id, taught.Version, "teacher named", act.Caller.Org, act.Today, act.Now);
        return await work.CommitAsync(TypedResults.Ok(taught));
    }
}
