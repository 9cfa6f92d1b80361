using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using CsCheck;
using IndustryPartnership.Internships.Placements;
using Kernel;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class PlacementRiskTests
{
    private static readonly DateOnly Begun = new(2026, 3, 2);
    private static readonly CertificateInForce Certificate = new("certified", new DateOnly(2025, 1, 1), new DateOnly(2029, 12, 31), null);
    private static readonly Period LastDay = new(new DateOnly(2026, 8, 31), new DateOnly(2026, 8, 31));
    private static readonly PlacementFacts Sound = new(
        PlacementState.Active, Begun, new DateOnly(2026, 8, 31), LearnerState.Enrolled, true, [Certificate], true, null);

    [Fact]
    public void D37_each_risk_is_shown_by_itself()
    {
        Assert.Empty(Reasons(Sound));
        Assert.Empty(Reasons(Sound with { HasTeacher = false, Certificates = [] }));
        Assert.Equal(["not-insured"], Reasons(Sound with { Uninsured = [LastDay] }));
        Assert.Equal(["filing-missing", "too-many-interns"], Reasons(Sound with { Unfiled = new { }, OverHeadcount = new { } }));
        Assert.Equal(
            ["teacher-certificate"], Reasons(Sound with { Certificates = [Certificate with { State = "revoked", RevokedOn = Begun }] }));
        Assert.Equal(["learner-on-leave"], Reasons(Sound with { LearnerState = LearnerState.OnLeave }));
        Assert.Equal(["learner-left"], Reasons(Sound with { LearnerState = LearnerState.Graduated }));
        Assert.Equal(["learner-transferred"], Reasons(Sound with { TransferredTo = "ncut" }));
        Assert.Equal(["no-agreement-in-force"], Reasons(Sound with { HasAgreement = false }));
        Assert.Equal(
            5, Reasons(Sound with { Uninsured = [LastDay], Certificates = [], LearnerState = LearnerState.Withdrawn, HasAgreement = false },
            Begun.AddDays(14)).Count);
    }

    [Fact]
    public void D39_logbook_is_missed_after_two_weeks_without_an_entry()
    {
        Assert.Empty(Reasons(Sound, Begun.AddDays(13)));
        Assert.Equal(["no-logbook"], Reasons(Sound, Begun.AddDays(14)));
        Assert.Empty(Reasons(Sound with { State = PlacementState.Paused }, Begun.AddDays(14)));
        Assert.Empty(Reasons(Sound with { LatestWeek = Begun }, Begun.AddDays(20)));
        Assert.Equal(["no-logbook"], Reasons(Sound with { LatestWeek = Begun }, Begun.AddDays(21)));
        Assert.Empty(Reasons(Sound with { LatestWeek = Begun.AddDays(-28) }, Begun.AddDays(13)));
    }

    [Fact]
    public void D39_a_logbook_is_missed_exactly_when_the_last_two_weeks_of_work_have_no_entry() => Gen.Select(
        Gen.Int[0, 60], Gen.Int[-3, 8].Nullable()).Sample((days, weeks) =>
    {
        var (today, latest) = (Begun.AddDays(days), weeks is { } count ? Begun.AddDays(7 * count) : default(DateOnly?));
        var isLong = days >= PlacementRisks.LogbookDays;
        var hasEntry = latest?.AddDays(6) is { } sunday && sunday >= Begun && sunday >= today.AddDays(-PlacementRisks.LogbookDays);

        Assert.Equal(isLong && !hasEntry, Reasons(Sound with { LatestWeek = latest }, today).Contains("no-logbook"));
    });

    private static List<string> Reasons(PlacementFacts placement, DateOnly? today = null) =>
        [.. PlacementRisks.Of(placement, today ?? Begun.AddDays(10)).Select(risk => risk.Reason)];
}
