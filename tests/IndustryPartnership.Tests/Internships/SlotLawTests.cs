using System.Net;
using System.Text.Json;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>A slot that breaks the law does not open, and the refusal says what would.</summary>
public sealed class SlotLawTests
{
    private static readonly WriteSlotRequest Unlawful = SlotRequest(capacity: 20).With(new
    {
        minimumAge = 15,
        hoursPerDay = 10,
        lengthReason = (string?)null,
        endsOn = "2026-12-31",
        pay = new { monthly = 100 },
        attestation = new { absent = Array.Empty<string>() },
        majors = new[] { "460609", "46" },
    });

    [Theory, Engines]
    public async Task D27_to_D36_submission_is_judged_by_all_rules_and_passes_with_their_changes(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 100, pilots: 50);
        var slot = await partnership.DraftSlotAsync(Unlawful);

        var problem = await partnership.SubmitAsync(slot).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            ("D27", 15, 16),
            (problem.Rule, problem.Fact("minimumAge").GetInt32(), problem.Change("terms").GetProperty("minimumAge").GetInt32()));
        Assert.Equal("internship-rules-2021", problem.More["pack"].GetString());
        var verdicts = VerdictsOf(problem);
        Assert.Equal(["D26 passed", "D27 refused", "D28 refused", "D29 refused", "D30 refused", "D33 refused", "D34 refused", "D35 refused",
            "D36 refused", "D31 passed"], Outcomes(verdicts));
        var mended = Refused(verdicts).Aggregate(Unlawful, (draft, verdict) => draft.With(verdict.Change));
        // The last day that is named is one that the insurance has to cover.
        await partnership.OpenAsync(
            await partnership.ReapprovedAsync(slot, mended.With(new { insurance = new { until = mended.EndsOn } })));
    }

    [Theory, Engines]
    public async Task D30_D33_unusual_length_or_pay_opens_with_a_reason(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var draft = SlotRequest(endsOn: new DateOnly(2026, 4, 30)).With(new { pay = new { monthly = 1000 } });
        var slot = await partnership.DraftSlotAsync(draft);

        var problem = await partnership.SubmitAsync(slot).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            ["D30 warned", "D33 refused"],
            Outcomes(VerdictsOf(problem)).Where(outcome => !outcome.EndsWith("passed", StringComparison.Ordinal)));
        await partnership.OpenAsync(await partnership.ReapprovedAsync(
            slot, draft.With(new { pay = new { reason = "The learner never works alone." } })));
    }

    [Theory, Engines]
    public async Task A_draft_is_judged_as_its_opening_would_be_and_nothing_is_saved(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 100, pilots: 50);
        var before = await AuditedAsync();

        var judged = await JudgeAsync(Unlawful);

        Assert.Equal(("internship-rules-2021", false), (judged.Pack, judged.Opens));
        Assert.Equal(8, Refused(judged.Verdicts).Count);
        Assert.True((await JudgeAsync(SlotRequest(capacity: 10))).Opens);
        // What existed before the rules did says nothing, and is told all that they ask for.
        var bare = SlotRequest(capacity: 1) with { Terms = new() { Majors = ["460609"] } };
        Assert.Equal(["D27", "D28", "D33", "D34", "D35", "D31"], Refused((await JudgeAsync(bare)).Verdicts).Select(verdict =>
            verdict.Rule));
        Assert.Equal(before, await AuditedAsync());
        Assert.Empty((await partnership.Manager(Dji).ListSlotsAsync()).Items);

        Task<JudgeSlotResponse> JudgeAsync(WriteSlotRequest draft) => partnership.Manager(Dji).JudgeSlotAsync(draft);

        async Task<int> AuditedAsync() => (await partnership.App.Db.QueryAsync<int>("SELECT COUNT(*) FROM $schema.audit")).Single();
    }

    [Theory, Engines]
    public async Task D33_slot_on_days_without_a_pack_is_not_judged(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        foreach (var (post, staff) in new[] { (null, 1000), ("uav-pilot", 500) }) await partnership.StateStaffAsync(
            Dji, post, staff, new DateOnly(2016, 1, 1));
        partnership.App.Today.MoveTo(new DateOnly(2016, 4, 1));
        var early = SlotRequest(startsOn: new DateOnly(2016, 4, 10)).With(new { attestation = new { on = "2016-03-30" } });
        await partnership.SubmitAsync(await partnership.DraftSlotAsync(early))
            .ShouldBeProblemAsync("no-rule-pack", HttpStatusCode.UnprocessableEntity);

        var problem = await partnership.Manager(Dji).JudgeSlotAsync(early)
            .ShouldBeProblemAsync("no-rule-pack", HttpStatusCode.UnprocessableEntity);

        var judged = await partnership.Manager(Dji).JudgeSlotAsync(early.With(problem.Change!.Value));
        Assert.Equal(("internship-rules-2016", true), (judged.Pack, judged.Opens));
        var packs = (await partnership.Coordinator(Ncut).ListRulePacksAsync()).Items;
        Assert.Equal(["internship-rules-2016 2016-04-11 2021-12-30", "internship-rules-2021 2021-12-31 "], packs
            .Select(pack => $"{pack.Id} {pack.From:O} {pack.Until:O}"));
        Assert.All(packs, pack => Assert.Equal(11, pack.Rules.Count));
    }

    [Theory, Engines]
    public async Task D33_a_first_day_years_ago_brings_no_old_law_back(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var backdated = SlotRequest(startsOn: new DateOnly(2021, 12, 30));

        var judged = await partnership.Manager(Dji).JudgeSlotAsync(backdated);

        Assert.Equal("internship-rules-2021", judged.Pack);
    }

    [Theory, Engines]
    public async Task What_a_slot_states_is_read_as_it_was_written(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        var draft = SlotRequest().With(
            new
            {
                hoursPerDay = 7.25,
                nightShift = true,
                overtime = (bool?)null,
                workConditions = new[] { "at-height", "toxic" },
                pay = new { monthly = 2560.41, probation = (decimal?)null },
            });

        var read = await partnership.ReadSlotAsync(await partnership.DraftSlotAsync(draft));

        Assert.Equal(
            (draft.Title, draft.PostKind, draft.Capacity, draft.StartsOn, draft.EndsOn, draft.BaseId),
            (read.Title, read.PostKind, read.Capacity, read.StartsOn, read.EndsOn, read.BaseId));
        Assert.Equal((null, null), (read.Terms.Overtime, read.Terms.Pay!.Probation));
        foreach (var member in typeof(SlotTerms).GetProperties().Where(member => member.GetValue(draft.Terms) is not null))
        {
            Assert.Equal(Canonical(member.GetValue(draft.Terms)), Canonical(member.GetValue(read.Terms)));
        }

        // 40.00 and 40 are one number, and a list of what is absent has no order.
        static string Canonical(object? value) => Kernel.CanonicalJson.Write(JsonSerializer.SerializeToNode(
            value is Attestation attested ? attested with { Absent = [.. attested.Absent.Order(StringComparer.Ordinal)] } : value,
            JsonSerializerOptions.Web));
    }

    [Theory, Engines]
    public async Task What_a_slot_states_is_validated_member_by_member(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        foreach (var change in new object[]
        {
            new { kind = "apprenticeship" }, new { hoursPerDay = 25 }, new { hoursPerWeek = 1.005 }, new { minimumAge = -1 },
            new { workConditions = new[] { "at-hight" } }, new { pay = new { monthly = 1.005 } }, new { pay = new { samePost = -1 } },
            new { insurance = new { insurer = "" } }, new { attestation = new { by = " " } },
            new { attestation = new { absent = new[] { "rent" } } },
        })
        {
            await partnership.Manager(Dji).DraftSlotAsync(SlotRequest().With(change))
                .ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        }
    }

    [Theory, Engines]
    public async Task D27_D28_one_suggested_change_satisfies_several_refusing_rules(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var asked = SlotRequest().With(new
        {
            workConditions = new[] { "at-height", "heavy-labour-iii" },
            hoursPerDay = 9,
            viaIntermediary = true,
            insurance = new { chargedToStudent = true },
        });
        var slot = await partnership.DraftSlotAsync(asked);

        var problem = await partnership.SubmitAsync(slot).ShouldBeProblemAsync("slot-unlawful", HttpStatusCode.UnprocessableEntity);

        var mended = await partnership.ReapprovedAsync(slot, asked.With(problem.Change!.Value));
        await partnership.OpenAsync(mended);
        Assert.Empty(mended.Terms.WorkConditions!);
    }

    [Theory, Engines]
    public async Task D26_visitors_do_not_count_as_interns(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync(staff: 10, pilots: 10);
        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(
            SlotRequest(capacity: 1000).With(new { kind = "cognitive-visit" })));

        await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 1)));
        await partnership.SubmitAsync(await partnership.DraftSlotAsync(SlotRequest(capacity: 1)))
            .ShouldBeProblemAsync("headcount", HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Engines]
    public async Task D35_later_insurance_is_never_charged_to_learners_and_needs_an_opened_slot(Engine engine)
    {
        await using var partnership = await StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var slot = await partnership.ApprovedSlotAsync();
        Task<Slot> RecordAsync(bool chargedToStudent, string by = Dji) =>
            partnership.Manager(by).RecordInsuranceAsync(slot.Id, new()
            {
                Insurer = "Another",
                PolicyNumber = "P-2",
                From = Day,
                Until = Day.AddDays(9),
                ChargedToStudent = chargedToStudent,
                TakenOutBy = "institution",
            });

        Assert.Equal("D37", (await RecordAsync(false).ShouldBeProblemAsync("slot-state", HttpStatusCode.Conflict)).Rule);
        await partnership.OpenAsync(slot);
        await RecordAsync(false, by: Huace).ShouldBeProblemAsync("not-your-slot", HttpStatusCode.Forbidden);
        var problem = await RecordAsync(true).ShouldBeProblemAsync("insurance-charged", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("D35", problem.Rule);
        var recorded = await RecordAsync(problem.Change("chargedToStudent").GetBoolean());
        Assert.Equal(("Another", Day.AddDays(9)), (recorded.Terms.Insurance!.Insurer, recorded.Terms.Insurance.Until));
        Assert.Equal("Wang Fang", recorded.Terms.Attestation!.By);
    }

    private static IReadOnlyList<JudgeSlotJudged> VerdictsOf(Problem problem) =>
        problem.More["verdicts"].Deserialize<IReadOnlyList<JudgeSlotJudged>>(ApiJson.Options)!;

    private static IEnumerable<string> Outcomes(IEnumerable<JudgeSlotJudged> verdicts) =>
        verdicts.Select(verdict => $"{verdict.Rule} {verdict.Outcome}");

    private static List<JudgeSlotJudged> Refused(IEnumerable<JudgeSlotJudged> verdicts) =>
        [.. verdicts.Where(verdict => verdict.Outcome == "refused")];
}
