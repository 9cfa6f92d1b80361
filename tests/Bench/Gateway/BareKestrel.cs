using System.Text.Json;
using Contracts.IndustryPartnership;
using IndustryPartnership;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bench.Gateway;

/// <summary>What a POST costs at the least: Kestrel, JSON, and the statements of RegisterOrganisation in one transaction. On SQLite it
/// shares COMMITs as the service does.</summary>
internal static class BareKestrel
{
    internal sealed record Request(string Code, string Name, string Kind, string? NameZh);

    public static async Task RunAsync()
    {
        var database = Databases.Open(Databases.Environment, "partnership");
        database.Migrate(typeof(Db).Assembly, typeof(IndustryPartnershipService).Assembly);
        var caller = Caller.Platform("bare");

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => "ready");
        app.MapPost("/organisations", async (Request request) =>
        {
            await using var work = new UnitOfWork(database, TimeProvider.System);
            var row = new Row(request.Code, request.Name, request.NameZh, request.Kind, "verified", "bjedu", 1);
            await work.RunAsync(async () =>
            {
                var now = DateTimeOffset.UtcNow;
                var today = DateOnly.FromDateTime(now.UtcDateTime);
                await work.ExecuteAsync(
                    """
                    INSERT INTO partnership.organisation (code, name, name_zh, kind, state, verified_by, guard, version, created_at)
                    VALUES (@Code, @Name, @NameZh, @Kind, 'verified', 'bjedu', 0, 1, @now)
                    """,
                    new { request.Code, request.Name, request.NameZh, request.Kind, now });
                await work.AuditAsync("organisation", request.Code, 1, "registered", caller);
                await work.ExecuteAsync(
                    """
                    INSERT INTO partnership.history
                        (kind, thing_id, version, action, organisation, audience, effective_on, recorded_on, recorded_at, thing)
                    VALUES ('organisation', @Code, 1, 'registered', 'bjedu', 'public', @today, @today, @now, @thing)
                    """,
                    new { request.Code, today, now, thing = JsonSerializer.Serialize(row) });
                var body = JsonSerializer.Serialize(new OrganisationRegisteredV1
                {
                    OccurredAt = now,
                    Organisation = new OrganisationV1
                    {
                        Code = row.Code,
                        Name = row.Name,
                        NameZh = row.NameZh,
                        Kind = row.Kind,
                        State = row.State,
                        Units = [],
                        Version = 1,
                    },
                });
                await work.ExecuteAsync(
                    """
                    INSERT INTO partnership.outbox
                        (message_id, message_types, destination, content_type, trace_parent, body, attempts, leased_until, created_at)
                    VALUES (@id, 'bare', 'bare', 'application/json', NULL, @body, 0, @now, @now)
                    """,
                    new { id = Guid.CreateVersion7(), body, now });
                await FeedAsync(work, row, now);
            });
            return Results.Created($"/organisations/{row.Code}", row);
        });
        await app.RunAsync();
    }

    private static async Task FeedAsync(UnitOfWork work, Row row, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.change (id, kind, thing_id, version, subject, recorded_at, superseded_at)
            VALUES (@id, 'organisation', @Code, 1, @subject, @now, NULL)
            """,
            new { id, row.Code, subject = $"/industry-partnership/v1/organisations/{row.Code}", now });
        await work.ExecuteAsync(
            "INSERT INTO partnership.change_form (change_id, form, data) VALUES (@id, 0, @data)",
            new { id, data = JsonSerializer.Serialize(row) });
        await work.ExecuteAsync(
            "INSERT INTO partnership.change_sight (change_id, organisation, role, form) VALUES (@id, '', '', 0)", new { id });
        await work.ExecuteAsync("INSERT INTO partnership.change_waiting (change_id) VALUES (@id)", new { id });
    }

    private sealed record Row(string Code, string Name, string? NameZh, string Kind, string State, string VerifiedBy, int Version);
}
