using System.Net;
using Contracts;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>What an authority has recorded as filed with it (D28), and slots that rest on it.</summary>
public sealed class FilingTests
{
    private static readonly DateOnly Starts = new(2026, 2, 1);
    private static readonly DateOnly Ends = new(2026, 7, 31);
    internal static readonly WriteSlotRequest AtNight = SlotRequest(capacity: 5).With(new { nightShift = true });

    [Theory, Engines]
    public async Task D28_slot_rests_on_an_authoritys_filing_and_not_on_its_own_text(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.App.As(Dji, Roles.InternshipManager).PostAsync(
            $"{Api}/slots", LawfulSlot.Node(AtNight).With(new { filing = "BJ-1" }))
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        var slot = await partnership.DraftSlotAsync(AtNight);
        Assert.Equal(
            "D28", (await partnership.SubmitAsync(slot).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity)).Rule);
        var unknown = await partnership.Manager(Dji).DraftSlotAsync(AtNight.With(new { filings = new[] { Guid.NewGuid() } }))
            .ShouldBeProblemAsync("filings-unknown", HttpStatusCode.UnprocessableEntity);
        await partnership.Manager(Dji).DraftSlotAsync(AtNight.With(unknown.Change!.Value));

        var filing = await FiledAsync(partnership);
        var open = await partnership.OpenAsync(
            await partnership.ReapprovedAsync(slot, AtNight.With(new { filings = new[] { filing.Id } })));

        Assert.Equal(filing.Id, Assert.Single(open.Terms.Filings!));
        await partnership.ActiveAsync(open, await partnership.EnrolledLearnerAsync());
    }

    [Theory, Engines]
    public async Task D28_filing_is_for_the_approving_school_and_its_learners(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.ActiveAgreementAsync(Ncut, Dji);
        var filing = await FiledAsync(partnership);
        var request = AtNight.With(new { filings = new[] { filing.Id } });
        var slot = await partnership.DraftSlotAsync(request);
        await partnership.SubmitAsync(slot);
        Assert.Equal(
            "D28", (await partnership.ApproveAsync(slot, Ncut).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity))
            .Rule);
        var open = await partnership.OpenAsync(await partnership.ApproveAsync(slot));
        var learner = await partnership.EnrolledLearnerAsync(Ncut);

        var problem = await partnership.ApplyAsync(open, learner, Ncut)
            .ShouldBeProblemAsync("filing-missing", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            ("D28", Ncut, "night-shift"),
            (problem.Rule, problem.Change("filing").Text("institution"), problem.Change("filing").GetProperty("allows")[0].GetString()));
        var wanted = problem.Change("filing");
        var second = await FiledAsync(
            partnership,
            Request() with
            {
                Number = "BJ-2",
                Institution = wanted.Text("institution"),
                From = wanted.Day("from"),
                Until = wanted.Day("until"),
            });
        await NameAsync(partnership, open, filing, second);
        await partnership.ApplyAsync(open, learner, Ncut);
    }

    [Theory, Engines]
    public async Task D43_authority_corrects_its_filing_with_a_reason_and_both_values_stay(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var filing = await FiledAsync(partnership);
        var right = Request() with { Until = Ends.AddDays(30) };

        await partnership.By("another", Roles.Authority).CorrectFilingAsync(filing.Id, 1, new() { Reason = "Wrong.", Filing = right })
            .ShouldBeProblemAsync("not-your-filing", HttpStatusCode.Forbidden);
        await partnership.Authority.CorrectFilingAsync(filing.Id, 9, new() { Reason = "Wrong.", Filing = right })
            .ShouldBeProblemAsync("precondition-failed", HttpStatusCode.PreconditionFailed);
        await partnership.Authority.EndFilingAsync(filing.Id, new() { Reason = "By mistake." });
        await partnership.Authority.EndFilingAsync(filing.Id, new() { Reason = "Again." })
            .ShouldBeProblemAsync("filing-over", HttpStatusCode.Conflict);
        var corrected = await partnership.Authority.CorrectFilingAsync(
            filing.Id, 2, new() { Reason = "It was not ended.", Filing = right });

        Assert.Equal(
            (3, Ends.AddDays(30), null),
            (corrected.Version, corrected.Until, corrected.EndedOn));
        var history = (await partnership.Manager(Dji).GetFilingHistoryAsync(filing.Id)).Items;
        Assert.Equal(
            ["recorded 2026-07-31", "ended 2026-07-31", "corrected 2026-08-30"],
            history.Select(change => $"{change.Action} {change.Thing!.Until:O}"));
        foreach (var stranger in new[] { partnership.Coordinator(Ncut), partnership.Manager(Huace) })
        {
            await stranger.GetFilingAsync(filing.Id).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);
        }
    }

    [Theory, Engines]
    public async Task D28_a_slot_names_no_filing_of_another_enterprise(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        await partnership.RegisterEnterpriseAsync(Huace);
        var (own, others) = (await FiledAsync(partnership), await FiledAsync(
            partnership, Request() with { Number = "BJ-2", Enterprise = Huace }));

        var problem = await partnership.Manager(Dji)
            .DraftSlotAsync(AtNight.With(new { filings = new[] { own.Id, others.Id } }))
            .ShouldBeProblemAsync("filings-unknown", HttpStatusCode.UnprocessableEntity);

        Assert.Equal($"{own.Id}", Assert.Single(problem.Change("terms").GetProperty("filings").Codes()));
    }

    [Theory, Engines]
    public async Task D28_authority_records_a_filing_once_per_number_for_school_and_enterprise(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await FiledAsync(partnership);
        await RecordAsync(Request()).ShouldBeProblemAsync("code-taken", HttpStatusCode.Conflict);
        await RecordAsync(Request() with { Number = "BJ-3", Institution = Dji })
            .ShouldBeProblemAsync("filing-parties-unknown", HttpStatusCode.UnprocessableEntity);
        await RecordAsync(Request() with { Number = "BJ-3", Enterprise = Bpc })
            .ShouldBeProblemAsync("filing-parties-unknown", HttpStatusCode.UnprocessableEntity);
        await RecordAsync(Request() with { Number = "BJ-3" }, Bpc).ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
        await RecordAsync(Request() with { Number = "BJ-3", Allows = ["heavy-labour-iii"] })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        await RecordAsync(Request() with { Number = "BJ-3", Until = Starts.AddDays(-1) })
            .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);

        Task<Filing> RecordAsync(RecordFilingRequest request, string authority = "bjedu") =>
            partnership.By(authority, Roles.Authority).RecordFilingAsync(request);
    }

    internal static RecordFilingRequest Request() => new()
    {
        Number = "BJ-1",
        Institution = Bpc,
        Enterprise = Dji,
        PostKind = "uav-pilot",
        From = Starts,
        Until = Ends,
        Allows = ["night-shift"],
    };

    internal static Task<Filing> FiledAsync(PartnershipApp partnership, RecordFilingRequest? request = null) =>
        partnership.Authority.RecordFilingAsync(request ?? Request());

    internal static Task<Slot> NameAsync(PartnershipApp partnership, Slot slot, params Filing[] filings) =>
        partnership.Manager(Dji).NameFilingsAsync(slot.Id, new() { Filings = [.. filings.Select(filing => filing.Id)] });
}
