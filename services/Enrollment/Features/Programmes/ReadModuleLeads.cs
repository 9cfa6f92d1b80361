using Contracts;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Programmes;

/// <summary>Registrars of a programme's owners read who leads its modules, with today's flags (D20).</summary>
public static class ReadModuleLeads
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/module-leads", ListAsync)
            .WithName("ListModuleLeads").WithSummary("List the leads of modules").Allow(Roles.Registrar);
        api.MapGet("/module-leads/{id:guid}", GetAsync)
            .WithName("GetModuleLead").WithSummary("Read the lead of a module").Allow(Roles.Registrar);
    }

    private static async Task<Ok<Page<ModuleLead>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] ModuleLeadFilter filter, Caller caller, Db db, Today today, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var leads = await paging.ReadAsync<ModuleLead>(
            db,
            $"""
            {ModuleLeadRow.Select}
            WHERE {ModuleLeadRow.Visible}
                AND (@Programme IS NULL OR l.programme_id = @Programme)
                AND (@Teacher IS NULL OR l.teacher_id = @Teacher)
                AND (@Cohort IS NULL OR l.cohort = @Cohort)
            """,
            new { viewer.Org, filter.Programme, filter.Teacher, filter.Cohort }, ct);
        var flagged = await FlagAsync(db, leads, today.Value, ct);
        return paging.Reply(http, flagged, lead => lead.Seq, lead => lead);
    }

    private static async Task<Results<Ok<ModuleLead>, Refusal>> GetAsync(
        Guid id, Caller caller, Db db, Today today, CancellationToken ct) =>
        await FindAsync(db, id, Viewer.Of(caller), today.Value, ct) is { } lead ? TypedResults.Ok(lead) : CommonProblems.NotFound();

    internal static async Task<ModuleLead?> FindAsync(
        IReader reader, Guid id, Viewer viewer, DateOnly today, CancellationToken ct = default) =>
        await ModuleLeadRow.FindAsync(reader, id, viewer, ct) is { } found
            ? (await FlagAsync(reader, [found], today, ct)).Single()
            : null;

    private static async Task<IReadOnlyList<ModuleLead>> FlagAsync(
        IReader reader, IReadOnlyList<ModuleLead> leads, DateOnly today, CancellationToken ct)
    {
        var teachers = await LeadingTeachers.ReadAsync(reader, leads.Select(lead => lead.TeacherId), ct);
        return [.. leads.Select(lead => lead.FlaggedBy(teachers, today))];
    }
}
