using CsCheck;
using IndustryPartnership.Cooperation.Agreements;
using IndustryPartnership.Cooperation.Bases;
using IndustryPartnership.Internships.Law;
using IndustryPartnership.Internships.Moves;
using IndustryPartnership.Internships.Placements;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class RuleTests
{
    internal static readonly DateOnly Start = new(2026, 1, 1);

    private static readonly AgreedPlacement Agreed = new()
    {
        PlacementId = Guid.Empty,
        LearnerId = Guid.Empty,
        Institution = "bpc",
        Enterprise = "dji",
        SlotTitle = "\"无人机\"",
        Slot = new SlotFacts
        {
            PostKind = "a\\b",
            Terms = new SlotTerms { Majors = [] },
            Capacity = 1,
            StartsOn = Start,
            EndsOn = Start,
        },
        StartsOn = Start,
        EndsOn = Start,
    };

    [Fact]
    public void D38_two_periods_overlap_when_a_day_is_in_both() => Gen.Select(Period, Period).Sample((asked, other) =>
    {
        var shared = Days(asked).Intersect(Days(other)).Any();
        Assert.Equal(!shared, OnePlacementAtATime.Judge(asked.From, asked.Until, [other]).Passes);
    });

    [Fact]
    public void D38_suggested_day_is_the_first_free_one_and_passes() => Gen.Select(
        Period, Period.Array[1, 4], Date).Sample((asked, others, today) =>
    {
        bool IsFree(DateOnly day) => !others.Any(other => other.From <= day && day <= other.Until);
        if (OnePlacementAtATime.Judge(asked.From, asked.Until, others) is { Passes: false } another)
        {
            var freeFrom = Named(another, "freeFrom");
            Assert.True(IsFree(freeFrom) && !IsFree(freeFrom.AddDays(-1)));
        }
        var start = OnePlacementAtATime.JudgeStart(asked.From, asked.Until, others, today);
        if (start.Passes) return;
        var passing = Days(asked).Where(day => OnePlacementAtATime.JudgeStart(day, asked.Until, others, today).Passes).ToList();
        if (passing.Count > 0) Assert.Equal(passing[0], Named(start, passing[0] > today ? "notBefore" : "startedOn"));
        else Assert.Null(start.Change);

        static DateOnly Named(Kernel.Verdict verdict, string member) =>
            (DateOnly)verdict.Change!.GetType().GetProperty(member)!.GetValue(verdict.Change)!;
    });

    [Theory]
    [InlineData("a\"b\\c", "a\\\"b\\\\c")]
    [InlineData("\b\t\n\f\r\u0001\u001f", "\\b\\t\\n\\f\\r\\u0001\\u001f")]
    [InlineData("合作 € \u2028 \ud83d\ude81 </script>", "合作 € \u2028 \ud83d\ude81 </script>")]
    public void D22_the_text_is_canonical_json(string terms, string escaped)
    {
        var text = AgreementText.Of("articulation", "t", terms, ["b", "a"], Start, Start).Text;

        Assert.Equal(
            $$"""{"kind":"articulation","parties":["a","b"],"terms":"{{escaped}}","title":"t","validFrom":"2026-01-01","validUntil":"2026-01-01"}""",
            text);
        Assert.Equal(terms, System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("terms").GetString());
    }

    [Fact]
    public void D31_text_escapes_special_characters_of_a_title() => Assert.Contains(
        "\"postKind\":\"a\\\\b\",\"slotTitle\":\"\\\"无人机\\\"\",\"startsOn\":\"2026-01-01\",\"work\":{",
        TripartiteText.Of(Agreed).Text,
            StringComparison.Ordinal);

    [Fact]
    public void D31_text_has_slot_and_template_terms_without_names_or_others_numbers()
    {
        var agreed = Agreed with
        {
            TemplateVersion = 2,
            Clauses = new AgreementClauses { Accident = "The insurance pays first." },
            Slot = Agreed.Slot with
            {
                Terms = Agreed.Slot.Terms with
                {
                    Place = "Shenzhen",
                    HoursPerDay = 8,
                    Pay = new Pay(2800, 3500, true, true),
                    Insurance = new Insurance("An insurer", "P-1", Start, Start, false),
                    Attestation = new Attestation("Wang Fang", Start, ["deposit"]),
                },
                InstitutionAttestation = new Attestation("Wang Li", Start, ["deposit"]),
                Staff = [new("", 100, Start)],
            },
        };

        var text = System.Text.Json.Nodes.JsonNode.Parse(TripartiteText.Of(agreed).Text)!;

        Assert.Equal(("Shenzhen", 8m, 2800m, "P-1"),
            (text["work"]!["place"]!.GetValue<string>(), text["work"]!["hoursPerDay"]!.GetValue<decimal>(),
            text["work"]!["pay"]!["monthly"]!.GetValue<decimal>(), text["work"]!["insurance"]!["policyNumber"]!.GetValue<string>()));
        Assert.Equal((2, "The insurance pays first."),
            (text["templateVersion"]!.GetValue<int>(), text["clauses"]!["accident"]!.GetValue<string>()));
        Assert.DoesNotContain("Wang", text.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("staff", text.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void D34_text_has_what_school_and_enterprise_attest_by_signing()
    {
        var limits = new NoBurdens.Limits(["guarantee", "deposit"], [NoBurdens.Institution, NoBurdens.Enterprise]);

        var with = TripartiteText.Of(Agreed with { NoBurdens = limits });

        Assert.Contains(
            """
            "noBurdens":{"absent":["deposit","guarantee"],"attestedBySigning":["enterprise","institution"]}
            """,
            with.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("noBurdens", TripartiteText.Of(Agreed).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-12-30", "2001-01-01", false)]
    [InlineData("2021-12-30", "2005-01-01", true)]
    [InlineData("2021-12-31", "2001-01-01", true)]
    [InlineData("2016-04-10", "1990-01-01", false)]
    public void D32_pack_of_the_slot_decides_whether_a_guardian_is_asked(
        string slotStartsOn, string birthDate, bool isAsked)
    {
        var startsOn = DateOnly.Parse(slotStartsOn, null);
        var packs = RulePacks.Load(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());

        Assert.Equal(isAsked, InformedConsent
            .NeedsGuardian(DateOnly.Parse(birthDate, null), startsOn, packs.ConsentTo(SlotWords.PostInternship, startsOn)));
        Assert.Equal(InformedConsent.Usual, packs.ConsentTo(SlotWords.CognitiveVisit, startsOn));
    }

    [Fact]
    public void D31_move_is_signed_between_consent_and_first_day_and_refusal_names_the_nearest_day() => Gen.Select(
        Date, Date, Date, Date).Sample((signedOn, consentedOn, effectiveOn, today) =>
    {
        bool Passes(DateOnly day) => consentedOn <= day && day < effectiveOn && day <= today;
        var verdict = DayOfMove.Judge(signedOn, consentedOn, effectiveOn, today);
        Assert.Equal(Passes(signedOn), verdict.Passes);
        if (verdict.Passes) return;
        var passing = Days((Start.AddDays(-10), Start.AddDays(40))).Where(Passes).ToList();
        if (passing.Count == 0) Assert.Null(verdict.Change);
        else Assert.Equal(passing.MinBy(day => Math.Abs(day.DayNumber - signedOn.DayNumber)), (DateOnly)verdict.Change!.GetType()
            .GetProperty("signedOn")!.GetValue(verdict.Change)!);
    });

    [Theory]
    [InlineData("2008-03-01", "2026-02-28", true)]
    [InlineData("2008-03-01", "2026-03-01", false)]
    [InlineData("2008-02-29", "2026-02-28", true)]
    [InlineData("2008-02-29", "2026-03-01", false)]
    [InlineData("2006-03-01", "2024-02-29", true)]
    [InlineData("2006-02-28", "2024-02-29", false)]
    public void D32_learner_is_no_minor_on_the_eighteenth_birthday(string birthDate, string day, bool isMinor) =>
        Assert.Equal(isMinor, InformedConsent.IsMinor(DateOnly.Parse(birthDate, null), DateOnly.Parse(day, null), 18));

    [Fact]
    public void D31_start_passes_on_allowed_days_and_refusal_names_the_nearest_day() => Gen.Select(
        Date, Period, Date, Date).Sample((startedOn, planned, signedOn, today) =>
    {
        bool Passes(DateOnly day) => day >= planned.From && day <= planned.Until && day >= signedOn && day <= today;
        var verdict = StartOfPlacement.Judge(startedOn, planned.From, planned.Until, signedOn, today);
        Assert.Equal(Passes(startedOn), verdict.Passes);
        if (verdict.Passes) return;
        var passing = Days((Start.AddDays(-10), Start.AddDays(40))).Where(Passes).ToList();
        if (passing.Count > 0) Assert.Equal(passing.MinBy(day => Math.Abs(day.DayNumber - startedOn.DayNumber)), Named("startedOn"));
        else if (signedOn <= planned.Until) Assert.Equal(signedOn > planned.From ? signedOn : planned.From, Named("notBefore"));
        else Assert.Null(verdict.Change);

        DateOnly Named(string member) => (DateOnly)verdict.Change!.GetType().GetProperty(member)!.GetValue(verdict.Change)!;
    });

    [Fact]
    public void D31_placement_in_the_calendars_first_year_may_be_signed() =>
        Assert.True(DayOfPlacementAct.Judge("D31", "signedOn", Start, DateOnly.MinValue, null, Start).Passes);

    [Fact]
    public void D25_periods_never_overlap_and_suggested_days_pass() => Gen.Select(
        Period, Gen.Select(Date, Gen.Int[0, 3]).Array[1, 12]).Sample((validity, acts) =>
    {
        var (periods, today, suspendedOn) = (new List<(DateOnly From, DateOnly Until)>(), Start.AddDays(-5), default(DateOnly?));
        var isActive = false;
        foreach (var (asked, days) in acts)
        {
            today = today.AddDays(days);
            if (isActive && today > validity.Until) return;
            var day = Passing(asked);
            if (isActive)
            {
                var present = periods[^1];
                periods.RemoveAt(periods.Count - 1);
                if (present.From < day) periods.Add((present.From, day.AddDays(-1)));
                suspendedOn = day;
            }
            else if (suspendedOn is not null && today > validity.Until)
            {
                return;
            }
            else
            {
                periods.Add((BasePeriods.Begin(validity.From, day), validity.Until));
            }
            isActive = !isActive;
            var counted = periods.SelectMany(Days).ToList();
            Assert.Equal(counted.Count, counted.Distinct().Count());
            Assert.All(counted, date => Assert.InRange(date, validity.From, validity.Until));
            if (!isActive) Assert.DoesNotContain(counted, date => date >= day);
        }

        DateOnly Passing(DateOnly asked)
        {
            var verdict = Judge(asked);
            if (verdict.Passes) return asked;
            var named = (DateOnly)verdict.Change!.GetType().GetProperties().Single().GetValue(verdict.Change)!;
            Assert.True(Judge(named).Passes);
            return named;
        }

        Kernel.Verdict Judge(DateOnly day) =>
            isActive
                ? BasePeriods.JudgeSuspension(day, periods[^1].From, today)
                : BasePeriods.JudgeApproval(day, validity.Until, suspendedOn, today);
    });

    internal static Gen<DateOnly> Date { get; } = Gen.Int[-5, 25].Select(Start.AddDays);

    internal static Gen<(DateOnly From, DateOnly Until)> Period { get; } = Gen.Select(Date, Gen.Int[0, 10])
        .Select((from, days) => (from, from.AddDays(days)));

    internal static IEnumerable<DateOnly> Days((DateOnly From, DateOnly Until) period) =>
        Enumerable.Range(0, period.Until.DayNumber - period.From.DayNumber + 1).Select(period.From.AddDays);
}
