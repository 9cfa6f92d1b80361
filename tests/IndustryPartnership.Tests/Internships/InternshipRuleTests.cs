using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using IndustryPartnership.Internships.Law;
using Kernel;
using Microsoft.Extensions.Configuration;
using static IndustryPartnership.Tests.PartnershipApp;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>The rules on internships, each broken alone, and mended with the change that it states.</summary>
public sealed class InternshipRuleTests
{
    private static readonly RulePacks Packs = RulePacks.Load(new ConfigurationBuilder().Build());
    private static readonly JsonObject Lawful = LawfulSlot.Node(SlotRequest(capacity: 10)).With(new { lengthReason = (string?)null });
    private static readonly DateOnly Starts = new(2026, 2, 1);

    [Theory]
    [InlineData("D26", """{"kind":"apprenticeship"}""")]
    [InlineData("D27", """{"minimumAge":15}""")]
    [InlineData("D27", """{"minimumAge":null}""")]
    [InlineData("D27", """{"viaIntermediary":true}""")]
    [InlineData("D27", """{"viaIntermediary":null}""")]
    [InlineData("D27", """{"workConditions":["prohibited-for-minors"]}""")]
    [InlineData("D27", """{"workConditions":["prohibited-for-women"]}""")]
    [InlineData("D27", """{"workConditions":["entertainment-venue"]}""")]
    [InlineData("D27", """{"workConditions":["heavy-labour-iii"]}""")]
    [InlineData("D28", """{"hoursPerDay":8.01}""")]
    [InlineData("D28", """{"hoursPerDay":null}""")]
    [InlineData("D28", """{"hoursPerWeek":40.01}""")]
    [InlineData("D28", """{"hoursPerWeek":null}""")]
    [InlineData("D28", """{"nightShift":true}""")]
    [InlineData("D28", """{"nightShift":null}""")]
    [InlineData("D28", """{"restDays":true,"overtime":true}""")]
    [InlineData("D28", """{"workConditions":["at-height","toxic"]}""")]
    [InlineData("D28", """{"workConditions":["underground","radioactive","flammable"]}""")]
    [InlineData("D29", """{"capacity":11}""")]
    [InlineData("D30", """{"endsOn":"2026-06-01"}""")]
    [InlineData("D33", """{"pay":{"monthly":2560.39}}""")]
    [InlineData("D33", """{"pay":{"inMoney":false}}""")]
    [InlineData("D33", """{"pay":{"paidMonthly":false,"reason":"By the season."}}""")]
    [InlineData("D34", """{"attestation":null}""")]
    [InlineData("D34", """{"attestation":{"absent":["deposit","commission","identity-papers","guarantee"]}}""")]
    [InlineData("D34", """{"attestation":{"on":"2026-03-02"}}""")]
    [InlineData("D35", """{"insurance":null}""")]
    [InlineData("D35", """{"insurance":{"from":"2026-02-02"}}""")]
    [InlineData("D35", """{"insurance":{"until":"2026-07-30"}}""")]
    [InlineData("D35", """{"insurance":{"chargedToStudent":true}}""")]
    [InlineData("D35", """{"insurance":{"takenFromPay":true}}""")]
    [InlineData("D35", """{"insurance":{"takenOutBy":null}}""")]
    [InlineData("D35", """{"insurance":{"from":"2026-08-01","until":"2026-01-01"}}""")]
    [InlineData("D35", """{"insurance":{"from":"2099-01-01","until":"2099-12-31"}}""")]
    [InlineData("D36", """{"majors":["460609","46"]}""")]
    public void A_slot_that_breaks_one_rule_is_refused_by_that_rule_and_passes_with_its_change(string rule, string broken)
    {
        Assert.All(Judge(Lawful), verdict => Assert.Equal("passed", verdict.Outcome));
        var slot = Lawful.With(JsonNode.Parse(broken)!);

        var refused = Assert.Single(Judge(slot), verdict => !verdict.Passes);

        Assert.Equal((rule, "refused"), (refused.Rule, refused.Outcome));
        Assert.NotNull(refused.Facts);
        Assert.All(Judge(slot.With(refused.Change!)), verdict => Assert.Equal("passed", verdict.Outcome));
    }

    [Fact]
    public void D26_the_limits_do_not_bind_a_cognitive_visit()
    {
        var unlawful = Lawful.With(new
        {
            capacity = 1000,
            minimumAge = 12,
            nightShift = true,
            endsOn = "2026-02-03",
            pay = (object?)null,
            insurance = (object?)null,
            attestation = (object?)null,
            majors = new[] { "4" },
        });

        Assert.Equal(["D27", "D28", "D29", "D30", "D33", "D34", "D35", "D36"], Judge(unlawful).Where(verdict => !verdict.Passes)
            .Select(verdict => verdict.Rule));
        Assert.All(Judge(unlawful.With(new { kind = "cognitive-visit" })), verdict => Assert.True(verdict.Passes));
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"enterprise":"huace"}""", false)]
    [InlineData("""{"institution":"ncut"}""", false)]
    [InlineData("""{"postKind":"welder"}""", false)]
    [InlineData("""{"from":"2026-02-02"}""", false)]
    [InlineData("""{"until":"2026-07-30"}""", false)]
    [InlineData("""{"hoursPerDay":11}""", false)]
    [InlineData("""{"hoursPerWeek":null}""", false)]
    [InlineData("""{"allows":["at-height","night-shift","rest-days"]}""", false)]
    [InlineData("""{"allows":["night-shift","rest-days","overtime"]}""", false)]
    public void D28_filing_counts_only_for_its_school_enterprise_post_limits_and_days(string broken, bool passes)
    {
        var hard = Lawful.With(
            new
            {
                hoursPerDay = 12,
                hoursPerWeek = 60,
                nightShift = true,
                restDays = true,
                overtime = true,
                workConditions = new[] { "at-height" },
                enterprise = Dji,
                institution = Bpc,
            })
            .With(new { institutionAttestation = new { by = "Li Na", on = Day, absent = LawfulSlot.Burdens } });
        var filing = LawfulSlot.Node(new
        {
            id = Guid.NewGuid(),
            number = "BJ-2026-7",
            institution = Bpc,
            enterprise = Dji,
            postKind = "uav-pilot",
            allows = new[] { "at-height", "night-shift", "rest-days", "overtime" },
            hoursPerDay = 12,
            hoursPerWeek = 60,
            from = Starts,
            until = new DateOnly(2026, 7, 31),
        });
        Assert.Equal("refused", Judge(hard, "D28").Outcome);
        // A typed line lifts nothing.
        Assert.Equal("refused", Judge(hard.With(new { filing = "BJ-2026-7" }), "D28").Outcome);

        var verdict = Judge(hard.With(new { filed = new[] { filing.With(JsonNode.Parse(broken)!) } }), "D28");

        Assert.Equal(passes, verdict.Passes);
        if (!passes)
        {
            Assert.True(Judge(hard.With(verdict.Change!).With(new { filed = new[] { filing.With(JsonNode.Parse(broken)!) } }), "D28")
                .Passes);
        }
    }

    [Fact]
    public void D28_filing_does_not_replace_a_missing_statement() =>
        Assert.Equal(
            "refused", Judge(
            Lawful.With(new { nightShift = (bool?)null, filed = new[] { Filing("night-shift") }, enterprise = Dji }), "D28").Outcome);

    [Fact]
    public void D27_filing_does_not_allow_prohibited_work() =>
        Assert.Equal(
            "refused", Judge(
            Lawful.With(new
            {
                workConditions = new[] { "heavy-labour-iii" },
                filed = new[] { Filing("heavy-labour-iii") },
                enterprise = Dji,
            }), "D27").Outcome);

    [Fact]
    public void D35_uncovered_days_are_those_before_between_and_after_the_policies() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 20]).Sample((from, until, from2, until2) =>
    {
        Insurance[] policies =
        [
            Policy(from, until), Policy(from2, until2),
            Policy(0, 20) with { ChargedToStudent = true }, Policy(0, 20) with { TakenFromPay = true },
        ];
        var days = new Period(Starts.AddDays(3), Starts.AddDays(17));

        var uncovered = LiabilityInsurance.Uncovered(policies, days, new LiabilityInsurance.Limits(false));

        var expected = Enumerable.Range(0, days.Days).Select(days.From.AddDays)
            .Where(day => !policies[..2].Any(policy => policy.From <= day && day <= policy.Until));
        Assert.Equal(expected, uncovered.SelectMany(gap => Enumerable.Range(0, gap.Days).Select(gap.From.AddDays)));

        static Insurance Policy(int from, int until) => new("An insurer", "P-1", Starts.AddDays(from), Starts.AddDays(until), false);
    });

    [Fact]
    public void D34_enterprise_attests_before_the_approval_and_institution_with_it()
    {
        Assert.True(Judge(Lawful, "D34").Passes);
        var verdict = Judge(Lawful.With(new { institution = Bpc }), "D34");
        Assert.Equal("refused", verdict.Outcome);
        Assert.True(Judge(
            Lawful.With(new { institution = Bpc }).With(verdict.Change!).With(new { institutionAttestation = new { by = "Li Na" } }), "D34")
            .Passes);
    }

    [Fact]
    public void D30_unusual_length_is_warned_with_a_reason_and_refused_without_one() => Gen.Select(
        Gen.Int[0, 3000], Gen.Int[0, 500]).Sample((day, days) =>
    {
        var startsOn = Starts.AddDays(day);
        var slot = Lawful.With(new { startsOn, endsOn = startsOn.AddDays(days), insurance = new { until = DateOnly.MaxValue } });
        var verdict = Judge(slot, "D30");
        if (verdict.Passes) return;
        Assert.Equal("warned", Judge(slot.With(new { lengthReason = "The course's plan." }), "D30").Outcome);
        var named = JsonSerializer.SerializeToElement(verdict.Change).Day("endsOn");
        Assert.Equal("passed", Judge(slot.With(new { endsOn = named }), "D30").Outcome);
        Assert.Equal("refused", Judge(slot.With(new { endsOn = named.AddDays(named > startsOn.AddDays(days) ? -1 : 1) }), "D30").Outcome);
    });

    [Fact]
    public void D33_suggested_pay_passes_and_one_fen_less_does_not() => Gen.Select(
        Gen.Int[0, 2_000_000], Gen.Int[1, 2_000_000], Gen.Int[1, 2_000_000]).Sample((monthly, samePost, lowest) =>
    {
        var slot = Lawful.With(new { pay = new { monthly = monthly / 100m, samePost = samePost / 100m, lowestGrade = lowest / 100m } });
        var verdict = Judge(slot, "D33");
        // Either of the two suffices.
        Assert.Equal(monthly * 100L >= Math.Min(samePost, lowest) * 80L, verdict.Passes);
        if (verdict.Passes) return;
        Assert.Equal("warned", Judge(slot.With(new { pay = new { reason = "Works with a mentor at all times." } }), "D33").Outcome);
        var named = JsonSerializer.SerializeToElement(verdict.Change).Term("pay").GetProperty("monthly").GetDecimal();
        Assert.Equal("passed", Judge(slot.With(new { pay = new { monthly = named } }), "D33").Outcome);
        Assert.Equal("refused", Judge(slot.With(new { pay = new { monthly = named - 0.01m } }), "D33").Outcome);
    });

    [Fact]
    public void D33_facts_are_judged_by_the_rules_of_their_day()
    {
        var little = Lawful.With(new { pay = new { monthly = 100m, samePost = 3000m, lowestGrade = 2500m, probation = 2800m } });

        Assert.Equal(("internship-rules-2016", 2240m), FloorOn(new DateOnly(2020, 5, 1)));
        Assert.Equal(("internship-rules-2016", 2240m), FloorOn(new DateOnly(2021, 12, 30)));
        Assert.Equal(("internship-rules-2021", 2000m), FloorOn(new DateOnly(2021, 12, 31)));
        Assert.Equal(("internship-rules-2021", 2000m), FloorOn(new DateOnly(2022, 5, 1)));
        // Where no wage is stated that the pack looks at, it says which.
        var unknown = Judge(little.With(new { startsOn = new DateOnly(2020, 5, 1), pay = new { probation = (decimal?)null } }), "D33");
        Assert.Equal("""{"missing":["terms.pay.probation"],"terms":{"pay":{}}}""", JsonSerializer.Serialize(unknown.Change));
        Assert.Equal("refused", Judge(little.With(new { pay = (object?)null }), "D33").Outcome);

        (string Pack, decimal Floor) FloorOn(DateOnly startsOn) =>
            (Packs.Of(startsOn)!.Id, JsonSerializer
                .SerializeToElement(Judge(little.With(new { startsOn }), "D33").Change)
                .Term("pay")
                .GetProperty("monthly")
                .GetDecimal());
    }

    [Fact]
    public void D35_suggested_days_pass_and_one_day_less_does_not() => Gen.Select(
        Gen.Int[-30, 60], Gen.Int[-60, 30]).Sample((from, until) =>
    {
        var slot = Lawful.With(new { insurance = new { from = Starts.AddDays(from), until = new DateOnly(2026, 7, 31).AddDays(until) } });
        var verdict = Judge(slot, "D35");
        Assert.Equal(from <= 0 && until >= 0, verdict.Passes);
        if (verdict.Passes) return;
        var mended = slot.With(verdict.Change!);
        Assert.True(Judge(mended, "D35").Passes);
        var named = JsonSerializer.SerializeToElement(verdict.Change).Term("insurance");
        if (named.TryGetProperty("from", out _))
        {
            Assert.False(Judge(mended.With(new { insurance = new { from = named.Day("from").AddDays(1) } }), "D35").Passes);
        }
        if (named.TryGetProperty("until", out _))
        {
            Assert.False(Judge(mended.With(new { insurance = new { until = named.Day("until").AddDays(-1) } }), "D35").Passes);
        }
    });

    [Fact]
    public void D27_suggested_first_day_passes_and_the_day_before_does_not() => Gen.Select(
        Gen.Int[0, 4000], Gen.Int[0, 4000]).Sample((born, started) =>
    {
        var (birthDate, startedOn, limits) = (new DateOnly(
            2006, 1, 1).AddDays(born), new DateOnly(2020, 1, 1).AddDays(started), new ProtectedYouth.Limits(16, []));
        var verdict = ProtectedYouth.JudgeStart(birthDate, startedOn, limits);
        Assert.Equal(startedOn.AddYears(-16) >= birthDate, verdict.Passes);
        if (verdict.Passes) return;
        var named = JsonSerializer.SerializeToElement(verdict.Change, JsonSerializerOptions.Web).Day("startedOn");
        Assert.True(ProtectedYouth.JudgeStart(birthDate, named, limits).Passes);
        Assert.False(ProtectedYouth.JudgeStart(birthDate, named.AddDays(-1), limits).Passes);
    });

    [Fact]
    public void D27_start_passes_after_the_first_year_and_not_a_day_before_unless_the_pack_differs() => Gen.Select(
        Gen.Int[1, 3],
        Gen.Int[0, 1500],
        Gen.Int[0, 1500],
        Gen.Int[0, 24],
        Gen.Bool).Sample((stage, began, started, months, firstStageAlone) =>
    {
        var (beganOn, startedOn) = (new DateOnly(2020, 1, 1).AddDays(began), new DateOnly(2020, 6, 1).AddDays(started));
        var limits = new ProtectedYouth.Limits(16, [], months, firstStageAlone);
        var verdict = ProtectedYouth.JudgeStage(stage, beganOn, startedOn, limits);
        Assert.Equal(beganOn.AddMonths(months) <= startedOn || (firstStageAlone && stage > 1), verdict.Passes);
        Assert.True(ProtectedYouth.JudgeStage(stage, null, startedOn, limits).Passes);
        if (verdict.Passes) return;
        var named = JsonSerializer.SerializeToElement(verdict.Change, JsonSerializerOptions.Web).Day("startedOn");
        Assert.True(ProtectedYouth.JudgeStage(stage, beganOn, named, limits).Passes);
        Assert.False(ProtectedYouth.JudgeStage(stage, beganOn, named.AddDays(-1), limits).Passes);
    });

    [Theory]
    [InlineData(4, "460601", true)]
    [InlineData(4, "460301", false)]
    [InlineData(2, "460301", true)]
    [InlineData(6, "460601", false)]
    public void D36_pack_decides_how_many_digits_make_a_major_near(int digits, string major, bool passes) =>
        Assert.Equal(passes, MajorMatch.Judge(major, ["460609"], new MajorMatch.Limits(digits)).Passes);

    [Fact]
    public void D36_majors_of_an_articulation_are_near_if_the_pack_says_so()
    {
        Assert.True(MajorMatch.Judge("530701", ["120201K"], new MajorMatch.Limits(4, Articulated: true), ["120201K"]).Passes);
        Assert.False(MajorMatch.Judge("530701", ["120203K"], new MajorMatch.Limits(4, Articulated: true), ["120201K"]).Passes);
        Assert.False(MajorMatch.Judge("530701", ["120201K"], new MajorMatch.Limits(4), ["120201K"]).Passes);
    }

    private static Filed Filing(string allowed) =>
        new(Guid.NewGuid(), "F-1", Bpc, Dji, "uav-pilot", [allowed], null, null, Starts, new DateOnly(2026, 7, 31));

    private static Verdict Judge(JsonObject slot, string rule) => Judge(slot).Single(verdict => verdict.Rule == rule);

    private static IEnumerable<Verdict> Judge(JsonObject slot)
    {
        var facts = slot.Deserialize<SlotFacts>(JsonSerializerOptions.Web)! with
        {
            JudgedOn = Day,
            Staff = [new("", 100, new DateOnly(2016, 1, 1)), new("uav-pilot", 50, new DateOnly(2016, 1, 1))],
        };
        return Packs.Judge(Packs.Of(facts.StartsOn)!, facts).Select(judged => judged.Verdict);
    }
}
