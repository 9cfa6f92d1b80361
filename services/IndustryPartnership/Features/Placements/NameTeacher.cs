using Contracts;
using Contracts.IndustryPartnership;
using IndustryPartnership.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Placements;

/// <summary>The institution names the teacher who mentors for it, whose certificate is in force today (D20); anew at any time while the placement is not over.</summary>
public static class NameTeacher
{
    /// <param name="TeacherId">The teacher, as faculty-certification names them; of the placement's institution.</param>
    public sealed record Request(Guid TeacherId);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/teacher", HandleAsync)
        .WithName(nameof(NameTeacher)).WithSummary("Name the teacher who mentors for the institution").Allow(Roles.Coordinator);

    private static async Task<Results<Ok<Placement>, ProblemHttpResult>> HandleAsync(Guid id, Request request, UnitOfWork work, Caller caller, Today today, TimeProvider clock)
    {
        if (await PlacementRow.FindAsync(work, id, caller) is not { } found) return CommonProblems.NotFound();
        if (found.Institution != caller.Org) return Problems.NotYourPlacement(found);
        var certificates = await CertificateRow.OfAsync(work, request.TeacherId, caller.Org);
        if (certificates.Count == 0) return CommonProblems.NotYetKnown("certificate of a teacher of yours", request.TeacherId);
        if (CertificateInForce.Judge(certificates, today.Value) is { Passes: false } verdict) return Problems.TeacherNotCertified(verdict);
        var named = await work.ExecuteAsync(
            "UPDATE partnership.placement SET teacher_id = @TeacherId, version = version + 1 WHERE id = @id AND state IN ('awaiting-consent', 'awaiting-signatures', 'ready', 'active', 'paused')", new { id, request.TeacherId });
        if (named == 0) return Problems.PlacementNotIn(found, PlacementState.AwaitingConsent, PlacementState.AwaitingSignatures, PlacementState.Ready, PlacementState.Active, PlacementState.Paused);

        var placement = (await PlacementRow.FindAsync(work, id, caller))!;
        await work.AuditAsync("placement", id, placement.Version, "teacher named", caller);
        await Steps.AddAsync(work, id, placement.Version, "teacher named", caller.Org, today.Value, clock.GetUtcNow());
        return await work.CommitAsync(TypedResults.Ok(placement));
    }
}
