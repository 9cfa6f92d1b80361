using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership.Internships.Applications;

/// <summary>
/// The learner, or the institution's coordinator for them, withdraws an application before an offer is accepted (D37). The learner may
/// apply again.
/// </summary>
public static class WithdrawApplication
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/applications/{id:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawApplication)).WithSummary("Withdraw an application before an offer is accepted")
        .Allow(Roles.Learner, Roles.Coordinator);

    private static async Task<Results<Ok<Application>, Refusal>> HandleAsync(Guid id, UnitOfWork work, Act act)
    {
        if (await ApplicationRow.HoldAsync(work, id, act) is not { } application) return CommonProblems.NotFound();
        if (application.Enterprise == act.Caller.Org) return Problems.NotYourApplication(application.Institution);
        if (!Application.Undecided.Contains(application.State)) return Problems.ApplicationNotIn(application, Application.Undecided);

        var withdrawn = application.Next(ApplicationState.Withdrawn);
        await ApplicationRow.RecordAsync(work, withdrawn, "withdrawn", act);
        return await work.CommitAsync(TypedResults.Ok(withdrawn));
    }
}
