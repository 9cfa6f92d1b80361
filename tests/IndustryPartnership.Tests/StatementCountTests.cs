using System.Collections.Concurrent;
using System.Diagnostics;
using Testing;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>How many statements a command runs: it reads a thing once, and never again after it has written it.</summary>
public sealed class StatementCountTests
{
    [Fact]
    public async Task A_placement_is_paused_by_at_most_seven_statements()
    {
        await using var partnership = await StartAsync(Engine.Sqlite);
        var placement = await partnership.ActiveAsync(
            await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), Day.AddDays(-6));
        using var statements = new Statements();

        using var reply = await partnership.Manager(Dji).PostAsync($"{Api}/placements/{placement.Id()}/pause", new { reason = "x" });

        await Task.FromResult(reply).BodyAsync();
        Assert.InRange(statements.Of(reply), 1, 7);
    }

    [Fact]
    public async Task An_offer_is_accepted_by_at_most_fourteen_statements()
    {
        await using var partnership = await StartAsync(Engine.Sqlite);
        var learner = await partnership.EnrolledLearnerAsync();
        var application = await partnership.OfferedAsync(await partnership.OpenSlotAsync(), learner);
        using var statements = new Statements();

        using var reply = await partnership.AsLearner(learner).PostAsync($"{Api}/applications/{application.Id()}/acceptance", null);

        await Task.FromResult(reply).BodyAsync(System.Net.HttpStatusCode.Created);
        Assert.InRange(statements.Of(reply), 1, 14);
    }

    [Fact]
    public async Task A_party_leaves_a_base_by_at_most_ten_statements()
    {
        await using var partnership = await StartAsync(Engine.Sqlite);
        var site = await MemberTests.ApprovedAsync(partnership, Ncut, Bpc);
        using var statements = new Statements();

        using var reply = await partnership.OrgAdmin(Bpc).PostAsync($"{Api}/bases/{site.Id()}/departure", new { reason = "x" });

        await Task.FromResult(reply).BodyAsync();
        Assert.InRange(statements.Of(reply), 1, 10);
    }

    [Fact]
    public async Task An_agreement_is_signed_by_at_most_twelve_statements()
    {
        await using var partnership = await StartAsync(Engine.Sqlite);
        var proposed = await partnership.ProposedAgreementAsync(Bpc, Dji);
        await partnership.SignAsync(proposed, Bpc).BodyAsync();
        using var statements = new Statements();

        using var reply = await partnership.SignAsync(proposed, Dji);

        await Task.FromResult(reply).BodyAsync();
        Assert.InRange(statements.Of(reply), 1, 12);
    }

    /// <summary>The statements of each trace, as the kernel's spans tell.</summary>
    private sealed class Statements : IDisposable
    {
        private readonly ConcurrentQueue<(string Trace, string Sql)> seen = new();
        private readonly ActivityListener listener;

        public Statements()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name is "Platform.Kernel" or "Microsoft.AspNetCore",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = span =>
                {
                    if (span.GetTagItem("db.query.text") is string sql) seen.Enqueue((span.TraceId.ToString(), sql));
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public int Of(HttpResponseMessage reply)
        {
            var trace = reply.Headers.GetValues("Trace-Id").Single();
            var own = seen.Where(statement => statement.Trace == trace).Select(statement => statement.Sql).ToList();
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n---\n", own));
            return own.Count;
        }

        public void Dispose() => listener.Dispose();
    }
}
