using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>
/// A registrar of the institution that named a lead ends the assignment early. A mistake is taken back by an end on the first day (D43).
/// Another teacher may lead from then on.
/// </summary>
public static class EndModuleLead
{
    /// <param name="On">The first day on which the teacher no longer leads.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Request([property: Day] DateOnly On, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/module-leads/{id:guid}/end", HandleAsync)
        .WithName(nameof(EndModuleLead)).WithSummary("End the assignment of a module's lead").Allow(Roles.Registrar);

    private static async Task<Results<Ok<ModuleLead>, Refusal>> HandleAsync(Guid id, Request request, UnitOfWork work, Act act)
    {
        if (await ModuleLeadRow.HoldAsync(work, id, act.Viewer()) is not { } lead) return CommonProblems.NotFound();
        if (lead.Institution != act.Caller.Org) return Problems.NotYourLead();
        if (!lead.Days.Covers(request.On)) return Problems.NoDayOfLead(lead, request.On);

        var teachers = await LeadingTeachers.ReadAsync(work, [lead.TeacherId]);
        var ended = lead.EndedBefore(request.On, request.Reason).FlaggedBy(teachers, act.Today);
        await ModuleLeadRow.RecordAsync(work, ended, "ended", act, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(ended));
    }
}
