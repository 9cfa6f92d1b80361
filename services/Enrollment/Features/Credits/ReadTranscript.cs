using Contracts;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Credits;

/// <summary>Whoever sees the learner reads the transcript, also as it was known on a day (D12).</summary>
public static class ReadTranscript
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/transcript", GetAsync)
        .WithName("GetTranscript").WithSummary("Read a learner's credit with its reasons").Allow(Roles.Registrar, Roles.Learner);

    private static async Task<Results<Ok<Transcript>, Refusal>> GetAsync(
        Guid id, Db db, Act act, CancellationToken ct, DateOnly? knownOn = null)
    {
        if (await LearnerRow.FindAsync(db, id, act.Viewer(), ct) is not { } learner) return CommonProblems.NotFound();
        if (knownOn > act.Today) return Problems.KnownOnInFuture(knownOn.Value, act.Today);
        return TypedResults.Ok(Transcript.Of(learner, await CreditFacts.OfAsync(db, learner, knownOn, ct), knownOn));
    }
}
