using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>A registrar of an owner approves the text that they read, by its hash. All owners must approve one text (S8).</summary>
public static class ApproveProgramme
{
    /// <param name="TextHash">The SHA-256 of the approved text, as the programme shows it.</param>
    public sealed record Request([property: Hash] string TextHash);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/programmes/{id:guid}/approvals", HandleAsync)
        .WithName(nameof(ApproveProgramme)).WithSummary("Approve a programme for your institution").Allow(Roles.Registrar);

    private static async Task<Results<Ok<Programme>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ProgrammeRow.HoldAsync(work, id, act.Viewer()) is not { } programme) return CommonProblems.NotFound();
        var org = act.Caller.Org;
        if (!programme.IsOf(org)) return Problems.NotYourProgramme();
        if (programme.State != ProgrammeState.Proposed) return Problems.ProgrammeNotIn(programme.State, ProgrammeState.Proposed);
        if (programme.TextHash != request.TextHash) return Problems.AnotherProgrammeText(request.TextHash, programme.TextHash);
        if (programme.Approvals.Any(given => given.Institution == org)) return Problems.ProgrammeAlreadyApproved(org);
        if (await ProgrammePart.WhyNotAsync(work, programme) is { } refused) return refused;

        var approved = programme.ApprovedBy(org, act.Now);
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.programme_approval (programme_id, revision, institution, approved_at)
            VALUES (@Id, @Revision, @org, @Now)
            """,
            new { programme.Id, programme.Revision, org, act.Now });
        await ProgrammeRow.RecordAsync(work, approved, "approved", act);
        return await work.CommitAsync(TypedResults.Ok(approved));
    }
}
