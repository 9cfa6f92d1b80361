using System.Text.Json;
using Contracts.IndustryPartnership;
using CsCheck;
using IndustryPartnership.Cooperation.Consortia;
using IndustryPartnership.Cooperation.Membership;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>D24 on every date, over histories that nobody has thought of.</summary>
public sealed class ConsortiumRuleTests
{
    private const int Days = 60;

    private static readonly DateOnly Founded = new(2026, 1, 1);
    private static readonly string[] Needed =
    [
        OrganisationKind.Enterprise, OrganisationKind.University, OrganisationKind.VocationalCollege,
    ];
    private static readonly string[] Kinds = [.. Needed, OrganisationKind.SecondarySchool, OrganisationKind.EvaluationOrganisation];

    private static readonly Gen<DateOnly> Day = Gen.Int[0, Days].Select(Founded.AddDays);

    /// <summary>A join, a leave of somebody on a day, or a member that leads from a day on.</summary>
    private static readonly Gen<(int What, int Who, string Kind, DateOnly On)> Step =
        from what in Gen.Int[0, 3]
        from who in Gen.Int[0, 30]
        from kind in Gen.Int[0, Kinds.Length - 1]
        from day in Day
        select (what, who, Kinds[kind], day);

    [Fact]
    public void D24_consortium_is_complete_on_every_date_and_the_suggested_change_passes() => Step.Array[1, 25].Sample(steps =>
    {
        var parts = Needed.Select((kind, index) => new Part(kind, Founded, LeadsFrom: index == 0 ? Founded : null)).ToList();
        foreach (var (what, who, kind, on) in steps)
        {
            var at = who % parts.Count;
            if (what == 0) parts.Add(new Part(kind, on, LeadsFrom: who % 2 == 0 ? on : null));
            else if (what == 1) parts[at] = parts[at] with
            {
                LeadsFrom = parts[at].LeadsFrom ?? (on < parts[at].JoinedOn ? parts[at].JoinedOn : on),
            };
            else Leave(parts, at, on < parts[at].JoinedOn ? parts[at].JoinedOn : on);
            for (var day =
                Founded; day <= Founded.AddDays(Days + 1); day = day.AddDays(1)) Assert.True(
                    IsComplete(parts, day), $"incomplete on {day:O}");
        }
    }, iter: 400);

    [Fact]
    public void D24_state_as_of_a_day_agrees_with_the_stated_dates() => Step.Array[0, 8].Sample(steps =>
    {
        var parts = steps.Select(step => new Part(
            step.Kind, step.On, step.What == 3 ? step.On.AddDays(step.Who) : null, step.Who % 3 == 0 ? step.On : null)).ToList();
        var complete = Enumerable.Range(0, Days + 40).All(day => IsComplete(parts, Founded.AddDays(day)));
        Assert.Equal(complete, ConsortiumComposition.Judge(Founded, parts).Passes);
    }, iter: 1000);

    [Theory]
    [InlineData(OrganisationKind.Enterprise)]
    [InlineData(OrganisationKind.University)]
    [InlineData(OrganisationKind.VocationalCollege)]
    public void D24_each_kind_is_required_and_a_secondary_school_does_not_count(string kind)
    {
        List<Part> parts = [.. Needed.Where(needed => needed != kind).Append(OrganisationKind.SecondarySchool)
            .Select(there => new Part(there, Founded, LeadsFrom: Founded))];

        var refused = ConsortiumComposition.Judge(Founded, parts);

        Assert.Equal((false, "D24"), (refused.Passes, refused.Rule));
        var change = JsonSerializer.SerializeToElement(refused.Change);
        Assert.Equal((kind, false, Founded), (change.GetProperty("join")[0].GetString(), change.GetProperty("asLead")
            .GetBoolean(), change.Day("by")));
        Assert.True(ConsortiumComposition.Judge(Founded, [.. parts, new Part(kind, Founded)]).Passes);
        Assert.False(ConsortiumComposition.Judge(Founded, [.. parts, new Part(kind, Founded.AddDays(1))]).Passes);
    }

    [Fact]
    public void D24_without_a_lead_the_refusal_asks_for_a_successor_as_lead()
    {
        List<Part> parts = [.. Needed.Select(kind => new Part(kind, Founded))];

        var change = JsonSerializer.SerializeToElement(ConsortiumComposition.Judge(Founded, parts).Change);

        Assert.Equal((0, true, Founded), (change.GetProperty("join")
            .GetArrayLength(), change.GetProperty("asLead").GetBoolean(), change.Day("by")));
        Assert.True(ConsortiumComposition.Judge(Founded, [parts[0] with { LeadsFrom = Founded }, .. parts[1..]]).Passes);
    }

    // The leave, and where it is refused the change that the refusal states, and the same leave again.
    private static void Leave(List<Part> parts, int at, DateOnly on)
    {
        List<Part> Without(DateOnly leftOn) => [.. parts.Select((part, index) => index == at ? part with { LeftOn = leftOn } : part)];
        if (ConsortiumComposition.Judge(Founded, Without(on)) is { Passes: false } refused)
        {
            var change = JsonSerializer.SerializeToElement(refused.Change);
            var (by, asLead) = (change.Day("by"), change.GetProperty("asLead").GetBoolean());
            var kinds = change.GetProperty("join").EnumerateArray().Select(kind => kind.GetString()!).ToList();
            if (kinds.Count == 0) kinds.Add(OrganisationKind.EvaluationOrganisation);
            foreach (var (kind, index) in kinds.Select(
                (kind, index) => (kind, index))) parts.Add(new Part(kind, by, LeadsFrom: asLead && index == 0 ? by : null));
        }
        Assert.True(ConsortiumComposition.Judge(Founded, Without(on)).Passes);
        parts[at] = parts[at] with { LeftOn = on };
    }

    private static bool IsComplete(List<Part> parts, DateOnly day)
    {
        var there = parts.Where(part => part.JoinedOn <= day && (part.LeftOn is null || part.LeftOn > day)).ToList();
        return there.Any(part => part.LeadsFrom <= day) && Needed.All(kind => there.Any(part => part.Kind == kind));
    }
}
