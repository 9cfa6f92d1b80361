using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Modules;

/// <summary>Everybody with a token reads modules and their earlier versions; theory modules can be listed by unit (S20).</summary>
public static class ReadModules
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/modules", ListAsync).WithName("ListModules").WithSummary("List modules");
        api.MapGet("/modules/{id:guid}", GetAsync).WithName("GetModule").WithSummary("Read a module");
        api.MapGet("/modules/{id:guid}/versions", VersionsAsync)
            .WithName("ListModuleVersions").WithSummary("List the versions of a module");
    }

    private static async Task<Ok<Page<Module>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] ModuleFilter filter, Db db, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<ModuleRow>(
            db,
            $"""
            {ModuleRow.Select}
            WHERE (@Institution IS NULL OR m.institution = @Institution)
                AND (@Unit IS NULL OR m.unit_code = @Unit)
                AND (@Kind IS NULL OR m.kind = @Kind)
                AND (@State IS NULL OR m.state = @State)
                AND (@Outcome IS NULL OR m.id IN (SELECT o.module_id FROM enrollment.module_outcome o WHERE o.outcome_id = @Outcome))
            """,
            new
            {
                filter.Institution,
                filter.Unit,
                filter.Kind,
                filter.State,
                filter.Outcome,
            }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<Module>, Refusal>> GetAsync(Guid id, Db db, CancellationToken ct) =>
        await ModuleRow.FindAsync(db, id, ct) is { } module ? TypedResults.Ok(module) : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<ModuleVersion>>, Refusal>> VersionsAsync(
        Guid id, HttpContext http, Paging paging, Db db, CancellationToken ct)
    {
        if (await ModuleRow.FindAsync(db, id, ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<VersionRow>(
            db,
            $"""
            SELECT version AS seq, version, terms, change, reason, recorded_at
            FROM enrollment.module_version
            WHERE module_id = @id
            """,
            new { id }, ct);
        return paging.Reply(http, rows, row => row.Version, row => row.ToReply());
    }

    private sealed record VersionRow
    {
        public int Version { get; init; }
        public string Terms { get; init; } = "";
        public string Change { get; init; } = "";
        public string? Reason { get; init; }
        public DateTimeOffset RecordedAt { get; init; }

        public ModuleVersion ToReply() => new(Version, ModuleTerms.Read(Terms), Change, Reason, RecordedAt);
    }
}
