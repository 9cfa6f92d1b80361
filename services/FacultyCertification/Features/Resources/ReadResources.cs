using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Resources;

/// <summary>
/// Whoever sees a resource today reads it, also as it was on a day. Somebody else's version is readable only by those to whom it was
/// shared (S15).
/// </summary>
public static class ReadResources
{
    // The version of a day, where one was asked for.
    private const string OnDay =
        $"""
        SELECT {ResourceRow.Columns}
        FROM faculty.resource r
        INNER JOIN faculty.resource_version v ON v.resource_id = r.id
            AND v.version = CASE WHEN @AsOf IS NULL THEN r.version ELSE (
                SELECT MAX(w.version)
                FROM faculty.resource_version w
                WHERE w.resource_id = r.id
                    AND w.recorded_on <= @AsOf) END
        LEFT JOIN faculty.consortium c ON c.id = v.consortium_id
        """;

    private const string SeenToday =
        $"""
        r.id IN (
            SELECT r.id
            FROM faculty.resource r
            INNER JOIN faculty.resource_version v ON v.resource_id = r.id AND v.version = r.version
            WHERE {ResourceRow.Visible})
        """;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/resources", ListAsync).WithName("ListResources").WithSummary("List teaching resources that you may see");
        api.MapGet("/resources/{id:guid}", GetAsync).WithName("GetResource").WithSummary("Read a teaching resource");
        api.MapGet("/resources/{id:guid}/versions", ListVersionsAsync)
            .WithName("ListResourceVersions").WithSummary("List the versions of a teaching resource");
    }

    private static async Task<Results<Ok<Page<Resource>>, Refusal>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] ResourceFilter filter, Db db, Act act, CancellationToken ct)
    {
        if (filter.AsOf > act.Today) return Problems.AsOfInFuture(filter.AsOf.Value, act.Today);
        var rows = await paging.ReadAsync<ResourceRow>(
            db,
            $"""
            {OnDay}
            WHERE (@Kind IS NULL OR v.kind = @Kind)
                AND (@Subject IS NULL OR v.subject = @Subject)
                AND (@Owner IS NULL OR r.owner = @Owner)
                AND (@Scope IS NULL OR v.scope = @Scope)
                AND (@State IS NULL OR v.state = @State)
                AND ((@Module IS NULL AND @Institution IS NULL) OR EXISTS (
                    SELECT 1
                    FROM faculty.resource_module d
                    WHERE d.resource_id = v.resource_id
                        AND d.version = v.version
                        AND (@Module IS NULL OR d.code = @Module)
                        AND (@Institution IS NULL OR d.institution = @Institution)))
                AND (@Measure IS NULL OR EXISTS (
                    SELECT 1
                    FROM faculty.resource_measure s
                    WHERE s.resource_id = v.resource_id
                        AND s.version = v.version
                        AND s.measure = @Measure))
                AND {ResourceRow.Visible}
                AND {SeenToday}
            """,
            new
            {
                filter.Kind,
                filter.Subject,
                filter.Institution,
                filter.Module,
                filter.Measure,
                filter.Owner,
                filter.Scope,
                filter.State,
                filter.AsOf,
                act.Caller.Org,
                act.Today,
            }, ct);
        var resources = (await ResourceRow.ShowAsync(db, rows, ct)).ToDictionary(resource => resource.Id);
        return paging.Reply(http, rows, row => row.Seq, row => resources[row.Id].SeenBy(act.Caller.Org));
    }

    private static async Task<Results<Ok<Resource>, Refusal>> GetAsync(
        Guid id, Db db, Act act, CancellationToken ct, DateOnly? asOf = null)
    {
        if (asOf > act.Today) return Problems.AsOfInFuture(asOf.Value, act.Today);
        var row = await db.FindAsync<ResourceRow>(
            $"""
            {OnDay}
            WHERE r.id = @id
                AND {ResourceRow.Visible}
                AND {SeenToday}
            """,
            new { id, AsOf = asOf, act.Caller.Org, act.Today }, ct);
        if (row is null) return CommonProblems.NotFound();
        return TypedResults.Ok((await ResourceRow.ShowAsync(db, [row], ct)).Single().SeenBy(act.Caller.Org));
    }

    private static async Task<Results<Ok<Page<ResourceVersion>>, Refusal>> ListVersionsAsync(
        Guid id, HttpContext http, Paging paging, Db db, Act act, CancellationToken ct)
    {
        if (await ResourceRow.FindAsync(db, id, act, ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<ResourceRow>(
            db,
            $"""
            SELECT v.version AS seq, {ResourceRow.OfVersion}
            FROM faculty.resource r
            INNER JOIN faculty.resource_version v ON v.resource_id = r.id
            LEFT JOIN faculty.consortium c ON c.id = v.consortium_id
            WHERE r.id = @id
                AND {ResourceRow.Visible}
            """,
            new { id, act.Caller.Org, act.Today }, ct);
        var resources = (await ResourceRow.ShowAsync(db, rows, ct)).ToDictionary(resource => resource.Version);
        return paging.Reply(http, rows, row => row.Version, row => new ResourceVersion(
            resources[row.Version].SeenBy(act.Caller.Org), row.Change, row.Reason, row.RecordedOn, row.RecordedAt));
    }
}
