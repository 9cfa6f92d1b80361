using System.Collections.Concurrent;
using System.Diagnostics;
using Testing;
using Xunit;
using static IndustryPartnership.Tests.PartnershipApp;

namespace IndustryPartnership.Tests;

/// <summary>How many statements a command runs: it reads a thing once, and never again after it has written it.</summary>
public sealed class StatementCountTests
{
    /// <summary>
    /// The most used operations, the most statements of one request, and how a test comes to it. `tests/Bench/README.md` has the counts of
    /// before.
    /// </summary>
    private static readonly Dictionary<string, Measured> Operations = new()
    {
        ["SignAgreement"] = new(12, async partnership =>
        {
            var proposed = await partnership.ProposedAgreementAsync(Bpc, Dji);
            await partnership.SignAsync(proposed, Bpc);
            return () => partnership.SignAsync(proposed, Dji);
        }),
        ["LeaveBase"] = new(11, async partnership =>
        {
            var site = await MemberTests.ApprovedAsync(partnership, Ncut, Bpc);
            return () => partnership.OrgAdmin(Bpc).LeaveBaseAsync(site.Id, new() { Reason = "x" });
        }),
        ["OpenSlot"] = new(13, async partnership =>
        {
            await partnership.ReadyEnterpriseAsync();
            var slot = await partnership.ApprovedSlotAsync();
            return () => partnership.OpenAsync(slot);
        }),
        ["ApplyForSlot"] = new(8, async partnership =>
        {
            var (slot, learner) = (await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
            return () => partnership.ApplyAsync(slot, learner);
        }),
        ["OfferPlace"] = new(8, async partnership =>
        {
            var (slot, learner) = (await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
            var application = await partnership.ApplyAsync(slot, learner);
            return () => partnership.OfferAsync(application);
        }),
        ["AcceptOffer"] = new(14, async partnership =>
        {
            var application = await partnership.OfferedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
            return () => partnership.AcceptAsync(application);
        }),
        ["SignPlacement"] = new(5, async partnership =>
        {
            var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
            await partnership.ConsentAsync(placement);
            foreach (var party in new[] { Bpc, Dji }) await partnership.SignPlacementAsync(placement, party);
            return () => partnership.SignPlacementAsync(placement, "learner");
        }),
        ["StartPlacement"] = new(19, async partnership =>
        {
            var placement = await partnership.ReadyAsync(
                await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), Day.AddDays(-6));
            return () => partnership.StartPlacementAsync(placement, Day.AddDays(-6));
        }),
        ["PausePlacement"] = new(8, async partnership =>
        {
            var placement = await partnership.ActiveAsync(
                await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), Day.AddDays(-6));
            return () => partnership.Manager(Dji).PausePlacementAsync(placement.Id, new() { Reason = "x" });
        }),
        ["SignLogbook"] = new(6, async partnership =>
        {
            var placement = await partnership.ActiveAsync(
                await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync(), Day.AddDays(-6));
            await partnership.NameMentorAsync(placement);
            var entry = await partnership.LogAsync(placement, Day.AddDays(-4));
            return () => partnership.SignLogAsync(entry);
        }),
    };

    private sealed record Measured(int Most, Func<PartnershipApp, Task<Func<Task>>> Prepare);

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task An_operation_runs_no_more_statements_than_it_needs(string operation)
    {
        await using var partnership = await StartAsync(Engine.Sqlite);
        var (most, prepare) = Operations[operation];
        var request = await prepare(partnership);
        using var statements = new Statements();

        // The service goes on with the trace of the call.
        using var call = new Activity("measured call").Start();
        await request();

        Assert.InRange(statements.Of(call.TraceId.ToString()), 1, most);
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
                    // The change feed asks for each party what it sees, once, before the commit.
                    if (span.Parent?.OperationName == "write changes") return;
                    if (span.GetTagItem("db.query.text") is string sql) seen.Enqueue((span.TraceId.ToString(), sql));
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public int Of(string trace)
        {
            var own = seen.Where(statement => statement.Trace == trace).Select(statement => statement.Sql).ToList();
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n---\n", own));
            return own.Count;
        }

        public void Dispose() => listener.Dispose();
    }
}
