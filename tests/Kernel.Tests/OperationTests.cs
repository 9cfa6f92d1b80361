using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Messaging.Outbox;
using Kernel.Messaging.Transport;
using Kernel.Tests.Shelf;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Testing;

namespace Kernel.Tests;

/// <summary>What whoever runs a service sees and relies on: metrics, health, sweeps, the business date.</summary>
public sealed class OperationTests
{
    [Theory, Engines]
    public async Task Outbox_and_parked_messages_are_measured_before_the_first_message(Engine engine)
    {
        var (name, clock) = ($"shelf-{Guid.NewGuid():N}", new FakeTimeProvider(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero)));
        using var counters = new Counters(name);
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup { Engine = engine, Name = name, Clock = clock });
        Assert.Equal(
            (0.0, 0.0, 0.0),
            (counters.Read("platform.outbox.depth"), counters.Read("platform.outbox.age"), counters.Read("platform.parked.count")));

        await shelf.PublishAsync("Casting");
        clock.Advance(TimeSpan.FromSeconds(30));
        await shelf.PublishAsync("Forging");
        clock.Advance(TimeSpan.FromSeconds(12));

        Assert.Equal((2.0, 42.0), (counters.Read("platform.outbox.depth"), counters.Read("platform.outbox.age")));
    }

    [Fact]
    public async Task The_outbox_depth_and_age_are_read_without_the_bodies()
    {
        await using var shelf = await ShelfApp.BuildAsync(new ShelfSetup());

        var plan = await shelf.Db.QueryAsync<Step>(
            "EXPLAIN QUERY PLAN SELECT COUNT(*) AS depth, MIN(created_at) AS oldest FROM $schema.outbox");

        Assert.Contains("COVERING INDEX ix_outbox_created_at", Assert.Single(plan).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parked_messages_are_measured_until_they_are_settled()
    {
        var name = $"reader-{Guid.NewGuid():N}";
        using var counters = new Counters(name);
        await using var platform = new Platform(await TestDatabase.CreateAsync(Engine.Sqlite), new EmbeddedHub(2), broker: null);
        var shelf = await platform.StartAsync("shelf");
        var reader = await platform.StartAsync(name, bus => bus.AddConsumer<WhenBookAdded>());
        reader.Hooks.InConsumer = (_, _) => throw new InvalidOperationException("does not like it");
        await shelf.PublishAsync("Casting");
        await Eventually.EqualAsync(1.0, () => counters.Read("platform.parked.count"));

        var ops = reader.As(null, "ops");
        var id = (await ops.GetAsync(reader.ParkedPath).BodyAsync()).GetProperty("items")[0].GetProperty("id").GetString();
        await ops.PostAsync($"{reader.ParkedPath}/{id}/discard", new { reason = "entered by hand" }).BodyAsync();

        Assert.Equal(0.0, counters.Read("platform.parked.count"));
    }

    [Theory, Engines]
    public async Task A_service_without_a_broker_is_ready_and_reports_that_it_keeps_events(Engine engine)
    {
        await using var shelf = await ShelfApp.StartAsync(engine);

        var ready = await shelf.With(null).GetAsync("/health/ready").BodyAsync();

        Assert.Equal("degraded", ready.GetProperty("status").GetString());
        Assert.Equal("healthy", ready.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
        Assert.Contains("outbox", ready.GetProperty("checks").GetProperty("messaging").GetProperty("description")
            .GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_outbox_refuses_requests_with_events_and_health_warns_before()
    {
        var settings = new Dictionary<string, string?> { ["Messaging:OutboxLimit"] = "4" };
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup { Settings = settings });
        var client = shelf.As("bpc");
        Assert.Equal("healthy", await MessagesAsync(shelf));
        var first = await client.PostAsync(shelf.Books, new { title = "Book 1" }).BodyAsync(HttpStatusCode.Created);
        await client.PostAsync(shelf.Books, new { title = "Book 2" }).BodyAsync(HttpStatusCode.Created);
        Assert.Equal("degraded", await MessagesAsync(shelf));
        await client.PostAsync(shelf.Books, new { title = "Book 3" }).BodyAsync(HttpStatusCode.Created);
        await client.PostAsync(shelf.Books, new { title = "Book 4" }).BodyAsync(HttpStatusCode.Created);

        Assert.Equal("degraded", await MessagesAsync(shelf));

        using var refused = await client.PostAsync(shelf.Books, new { title = "Book 5" });

        Assert.NotNull(refused.Headers.RetryAfter);
        await refused.ShouldBeProblemAsync("outbox-full", HttpStatusCode.ServiceUnavailable);
        Assert.Equal((4L, 4L), ((await shelf.RowsAsync()).Books, (await shelf.RowsAsync()).Outbox));
        await client.GetAsync($"{shelf.Books}/{first.GetProperty("id").GetString()}").BodyAsync();

        await shelf.WorkAsync((_, work) => work.ExecuteAsync("DELETE FROM $schema.outbox"));
        Assert.Equal("healthy", await MessagesAsync(shelf));

        await client.PostAsync(shelf.Books, new { title = "Book 5" }).BodyAsync(HttpStatusCode.Created);

        // Whoever asks for the health reads the outbox anew. The bus may still be starting.
        static async Task<string?> MessagesAsync(ShelfApp app)
        {
            using var reply = await app.With(null).GetAsync(new Uri("/health/ready", UriKind.Relative));
            return JsonElement.Parse(await reply.Content.ReadAsStringAsync())
                .GetProperty("checks").GetProperty("messages").GetProperty("status").GetString();
        }
    }

    [Fact]
    public async Task An_idle_outbox_check_leaves_no_span_but_a_failed_one_does()
    {
        using var spans = new Spans();
        await using var shelf = await ShelfApp.BuildAsync(new ShelfSetup());
        var store = shelf.App.Services.GetRequiredService<OutboxStore>();
        using var look = new Activity("look").Start();
        var trace = look.TraceId.ToString();

        await store.ClaimableAsync(1, CancellationToken.None);
        Assert.False(spans.Has(trace, "SELECT enrollment.outbox"));
        Assert.False(spans.Has(trace, "outbox poll"));
        await shelf.RowsAsync();
        Assert.True(spans.Has(trace, "SELECT enrollment.book"));

        await shelf.WorkAsync((_, work) => work.ExecuteAsync("DROP TABLE $schema.outbox"));
        await Assert.ThrowsAsync<SqliteException>(() => store.ClaimableAsync(1, CancellationToken.None));
        Assert.True(spans.Has(trace, "outbox poll"));
    }

    [Fact]
    public async Task Services_that_share_a_process_are_healthy_when_all_are_there()
    {
        await using var platform = new Platform(await TestDatabase.CreateAsync(Engine.Sqlite), new EmbeddedHub(2), broker: null);
        var shelf = await platform.StartAsync("shelf");
        Assert.Equal("degraded", await StatusAsync());

        await platform.StartAsync("reader");

        await Eventually.EqualAsync("healthy", StatusAsync);

        async Task<string?> StatusAsync() =>
            (await shelf.With(null).GetAsync("/health/ready").BodyAsync()).GetProperty("status").GetString();
    }

    [Fact]
    public async Task A_service_whose_database_is_missing_is_alive_and_not_ready()
    {
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup { Migrate = false });
        var anybody = shelf.With(null);

        Assert.Equal("unhealthy", (await anybody.GetAsync("/health/ready").BodyAsync(HttpStatusCode.ServiceUnavailable))
            .GetProperty("status")
            .GetString());
        Assert.Equal("healthy", (await anybody.GetAsync("/health/live").BodyAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Without_an_exporter_the_reply_and_the_audit_name_the_callers_trace()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);
        using var client = shelf.As("bpc");
        client.DefaultRequestHeaders.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-00");

        using var reply = await client.PostAsync(shelf.Books, new { title = "Casting" });

        Assert.Equal([Trace], reply.Headers.GetValues("Trace-Id"));
        Assert.Equal(Trace, await shelf.Db.SingleAsync<string>("SELECT trace_id FROM $schema.audit"));
    }

    [Fact]
    public async Task A_refusal_by_exception_names_its_trace_too()
    {
        await using var shelf = await ShelfApp.StartAsync(Engine.Sqlite);

        using var reply = await shelf.As("bpc").PostRawAsync(shelf.Books, "{");

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Matches("^(?!0{32})[0-9a-f]{32}$", Assert.Single(reply.Headers.GetValues("Trace-Id")));
    }

    [Fact]
    public async Task A_refusal_is_counted_by_problem_and_operation()
    {
        var name = $"shelf-{Guid.NewGuid():N}";
        using var counters = new Counters(name);
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup { Name = name });

        using var reply = await shelf.As("bpc", "reader").PostAsync($"{shelf.Books}/stamped", new { title = "Casting" });

        var refused = await reply.ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        var roles = refused.GetProperty("facts").GetProperty("roles").EnumerateArray().Select(role => role.GetString());
        Assert.Equal(["registrar", "librarian"], roles);
        Assert.Equal(1, counters.Refused("/problems/forbidden", "StampBook"));
    }

    [Fact]
    public async Task A_refusal_is_counted_by_its_rule()
    {
        var name = $"shelf-{Guid.NewGuid():N}";
        using var counters = new Counters(name);
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup { Name = name });
        shelf.Hooks.BeforeCommit = (_, _) => Task.FromResult(false);

        await shelf.As("bpc").PostAsync(shelf.Books, new { title = "Casting" }).ShouldBeProblemAsync("not-wanted", HttpStatusCode.Conflict);

        Assert.Equal(1, counters.Refused("/problems/shelf/not-wanted", rule: "S1"));
    }

    [Fact]
    public async Task Metrics_are_read_in_the_background_and_not_at_every_collection()
    {
        var (name, clock, reads) = ($"shelf-{Guid.NewGuid():N}", new FakeTimeProvider(DateTimeOffset.UtcNow), 0);
        using var counters = new Counters(name);
        await using var shelf = await ShelfApp.StartAsync(new ShelfSetup
        {
            Name = name,
            Clock = clock,
            Add = builder => builder.AddFigures([new Figure("shelf.books", "{book}", "Books by state.", async (_, _) =>
            {
                await Task.Yield();
                return [new StateCount { State = "new", Things = Interlocked.Increment(ref reads) }];
            })]),
        });

        await Eventually.EqualAsync(1.0, () => counters.Read("shelf.books"));
        for (var i = 0; i < 10; i++) Assert.Equal(1.0, counters.Read("shelf.books"));
        clock.Advance(TimeSpan.FromMinutes(5));
        await Eventually.EqualAsync(2.0, () => counters.Read("shelf.books"));
    }

    [Fact]
    public async Task A_sweep_runs_at_start_each_minute_after_a_date_change_and_after_a_failure()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var today = new Today(clock, canMove: true);
        await using var shelf = await ShelfApp.StartAsync(
            new ShelfSetup { Clock = clock, Add = builder => builder.Services.AddSingleton(today) });
        await Eventually.EqualAsync(1, () => shelf.Hooks.Sweeps);

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, shelf.Hooks.Sweeps);
        shelf.Hooks.InSweep = () => throw new InvalidOperationException("not now");
        clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.EqualAsync(2, () => shelf.Hooks.Sweeps);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.EqualAsync(3, () => shelf.Hooks.Sweeps);
        today.MoveTo(new DateOnly(2031, 7, 1));
        await Eventually.EqualAsync(4, () => shelf.Hooks.Sweeps);
    }

    [Fact]
    public async Task A_failing_thing_is_counted_and_retried_and_stops_no_other()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        Guid[] things = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var isBroken = true;
        await using var shelf = await ShelfApp.BuildAsync(
            new ShelfSetup { Clock = clock, Add = builder => builder.Services.AddSingleton(Sweep.Of<EachThing>("things")) });
        using var counters = new Counters(shelf.Setup.Name);
        shelf.Hooks.Due = () => things;
        shelf.Hooks.InThing = id => isBroken && id == things[1] ? throw new InvalidOperationException("not this one") : Task.CompletedTask;
        await shelf.App.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.EqualAsync(2, DoneAsync);
        await Eventually.EqualAsync(1, () => counters.SweepFailures);
        isBroken = false;
        clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.EqualAsync(3, DoneAsync);

        Task<int> DoneAsync() =>
            shelf.Db.SingleAsync<int>("SELECT COUNT(DISTINCT aggregate_id) FROM $schema.audit WHERE aggregate = 'thing'");
    }

    [Fact]
    public void The_business_date_is_Beijings_and_begins_at_16_UTC()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 8, 31, 15, 59, 59, TimeSpan.Zero));
        var today = new Today(clock);

        Assert.Equal(new DateOnly(2026, 8, 31), today.Value);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new DateOnly(2026, 9, 1), today.Value);
    }

    [Fact]
    public void The_business_date_moves_only_if_allowed_and_the_clock_stays()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 8, 31, 0, 0, 0, TimeSpan.Zero));
        var (fixedDate, movable) = (new Today(clock), new Today(clock, canMove: true));

        Assert.Throws<InvalidOperationException>(() => fixedDate.MoveTo(new DateOnly(2031, 7, 1)));
        movable.MoveTo(new DateOnly(2031, 7, 1));

        Assert.Equal((new DateOnly(2026, 8, 31), new DateOnly(2031, 7, 1)), (fixedDate.Value, movable.Value));
        Assert.Equal(2026, clock.GetUtcNow().Year);
    }

    private sealed record Step
    {
        public string Detail { get; init; } = "";
    }
}
