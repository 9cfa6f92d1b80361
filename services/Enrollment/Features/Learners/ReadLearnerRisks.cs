using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>What was done for a learner, and would be refused by the record as it stands now (D43). Nothing is undone by itself.</summary>
public static class ReadLearnerRisks
{
    /// <param name="Kind">
    /// <c>stage-too-short</c>, <c>fact-without-footing</c>, <c>exam-of-another-cohort</c>, <c>registered-when-not-ready</c>,
    /// <c>credit-of-a-leave</c>, <c>diploma-of-another-day</c>, <c>admission-conditions-not-met</c>, <c>credit-at-risk</c>, or one of a
    /// candidate's: <c>transferred-without-pass</c>, <c>passed-after-associate-diploma</c>, <c>passed-before-this-sitting</c> and
    /// <c>result-missing</c>.
    /// </param>
    /// <param name="Rule">The rule that the record no longer meets.</param>
    /// <param name="Facts">What the rule looked at.</param>
    public sealed record Risk([property: OneOf(
        "stage-too-short", "fact-without-footing", "exam-of-another-cohort", "registered-when-not-ready", "credit-of-a-leave",
        "diploma-of-another-day", "admission-conditions-not-met", "credit-at-risk", "transferred-without-pass",
        "passed-after-associate-diploma", "passed-before-this-sitting", "result-missing")] string Kind, string Rule, object Facts);

    /// <param name="Risks">All of them; empty if the record meets all rules.</param>
    public sealed record RiskList(IReadOnlyList<Risk> Risks);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/learners/{id:guid}/risks", GetAsync)
        .WithName("GetLearnerRisks").WithSummary("Read what a learner's record no longer meets").Allow(Roles.Registrar);

    private static async Task<Results<Ok<RiskList>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is not { } learner) return CommonProblems.NotFound();
        return TypedResults.Ok(new RiskList(await LearnerRisks.OfAsync(db, learner, ct)));
    }
}
