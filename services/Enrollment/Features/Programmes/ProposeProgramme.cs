using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>A registrar of an owner proposes a draft to all owners for their approval, or withdraws what is not published (S8).</summary>
public static class ProposeProgramme
{
    /// <param name="Reason">Why it is given up.</param>
    public sealed record WithdrawRequest([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/programmes/{id:guid}/proposal", ProposeAsync)
            .WithName(nameof(ProposeProgramme)).WithSummary("Propose a programme for approval").Allow(Roles.Registrar);
        api.MapPost("/programmes/{id:guid}/withdrawal", WithdrawAsync)
            .WithName("WithdrawProgramme").WithSummary("Give up a programme before its publication").Allow(Roles.Registrar);
    }

    private static async Task<Results<Ok<Programme>, Refusal>> ProposeAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await ProgrammeRow.HoldAsync(work, id, act.Viewer()) is not { } programme) return CommonProblems.NotFound();
        if (!programme.IsOf(act.Caller.Org)) return Problems.NotYourProgramme();
        if (programme.State != ProgrammeState.Draft) return Problems.ProgrammeNotIn(programme.State, ProgrammeState.Draft);
        if (await ProgrammePart.WhyNotAsync(work, programme) is { } refused) return refused;

        var proposed = programme.Proposed();
        await ProgrammeRow.RecordAsync(work, proposed, "proposed", act);
        return await work.CommitAsync(TypedResults.Ok(proposed));
    }

    private static async Task<Results<Ok<Programme>, Refusal>> WithdrawAsync(Guid id, WithdrawRequest request, UnitOfWork work, Act act)
    {
        if (await ProgrammeRow.HoldAsync(work, id, act.Viewer()) is not { } programme) return CommonProblems.NotFound();
        if (!programme.IsOf(act.Caller.Org)) return Problems.NotYourProgramme();
        if (!ProgrammeState.Open.Contains(programme.State)) return Problems.ProgrammeNotIn(programme.State, [.. ProgrammeState.Open]);

        var withdrawn = programme.Withdrawn();
        await ProgrammeRow.RecordAsync(work, withdrawn, "withdrawn", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(withdrawn));
    }
}
