using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Features.Applications;

/// <summary>The learner, or the institution's coordinator for them, withdraws an application before an offer is accepted (D37); the learner may apply again.</summary>
public static class WithdrawApplication
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawApplication)).WithSummary("Withdraw an application that was not accepted yet").Allow(Roles.Learner, Roles.Coordinator);

    private static async Task<Results<Ok<Application>, ProblemHttpResult>> HandleAsync(Guid id, UnitOfWork work, Caller caller, Today today)
    {
        if (await ApplicationRow.FindAsync(work, id, caller, today.Value) is not { } found) return CommonProblems.NotFound();
        if (found.Enterprise == caller.Org) return Problems.NotYourApplication(found.Institution);
        var withdrawn = await work.ExecuteAsync("UPDATE partnership.application SET state = 'withdrawn', ended_as = id, version = version + 1 WHERE id = @id AND state IN ('submitted', 'shortlisted', 'offered', 'lapsed')", new { id });
        if (withdrawn == 0) return Problems.ApplicationNotIn(found, "submitted", "shortlisted", "offered", "lapsed");

        var application = (await ApplicationRow.FindAsync(work, id, caller, today.Value))!;
        await work.AuditAsync("application", id, application.Version, "withdrawn", caller);
        return await work.CommitAsync(TypedResults.Ok(application));
    }
}
