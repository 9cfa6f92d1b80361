using System.Text.Json;
using Contracts.Enrollment;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class InternshipBoardTests
{
    [Theory, Engines]
    public async Task D41_board_counts_the_progress_of_the_institutions_own_cohort(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var empty = await partnership.BoardAsync();
        Assert.Equal(("0/0 ", "0/0 "), (Figure(empty.Required), Figure(empty.AtRisk)));
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 9));
        await partnership.EnrolledLearnerAsync();
        await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.StopAsync(await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync()));
        var gone = Learner();
        await partnership.DeliverAsync(gone);
        await partnership.ActiveAsync(slot, gone.Id);
        await partnership.App.DeliverAsync(News(gone, 2, LearnerState.Withdrawn));
        foreach (var elsewhere in new[] { Learner(Ncut), Learner() with { Cohort = 2023 } }) await partnership.DeliverAsync(elsewhere);

        var board = await partnership.BoardAsync();

        Assert.Equal((Bpc, 2024, Day), (board.Institution, board.Cohort, board.AsOf));
        Assert.Equal(
            ["5/6 83.33", "4/5 80.00", "2/5 40.00", "1/5 20.00", "1/3 33.33"],
            new[] { board.Required, board.Applied, board.Placed, board.Secured, board.AtRisk }.Select(Figure));
        Assert.Equal("1/1 100.00", Figure((await partnership.BoardAsync(2024, institution: Ncut)).Required));
        Assert.Equal("1/1 100.00", Figure((await partnership.BoardAsync(2023)).Required));
    }

    [Theory, Engines]
    public async Task D37_board_shows_placements_at_risk_with_reasons_page_by_page(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var agreement = (await partnership.Signatory(Bpc).ListAgreementsAsync()).Items[0];
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 9)));
        var learners = Enumerable.Range(0, 4).Select(_ => Learner()).ToList();
        foreach (var learner in learners) await partnership.DeliverAsync(learner);
        var placements = new List<Placement>();
        foreach (var learner in learners[..3]) placements.Add(await partnership.ActiveAsync(slot, learner.Id));
        var other = await partnership.OpenAsync(await partnership.ApprovedSlotAsync());
        placements.Add(await partnership.ActiveAsync(other, learners[3].Id));
        var teacher = await partnership.CertifiedTeacherAsync();
        await partnership.NameTeacherAsync(placements[0], teacher.TeacherId);
        Assert.Empty(Risks(await partnership.BoardAsync()));

        await partnership.App.DeliverAsync(Revoked(teacher, Day));
        await partnership.App.DeliverAsync(News(learners[1], 2, LearnerState.OnLeave));
        await partnership.App.DeliverAsync(News(learners[2], 2, LearnerState.Graduated));
        await partnership.Manager(Dji).RecordInsuranceAsync(other.Id, new()
        {
            Insurer = "An insurer",
            PolicyNumber = "P-1",
            From = other.StartsOn,
            Until = other.EndsOn.AddDays(-1),
            ChargedToStudent = false,
            TakenOutBy = "enterprise",
        });

        var expected = new List<string> { $"{placements[0].Id} teacher-certificate", $"{placements[1].Id} learner-on-leave",
            $"{placements[2].Id} learner-left", $"{placements[3].Id} not-insured" };
        var board = await partnership.BoardAsync();
        Assert.Equal(expected, Risks(board));
        Assert.Equal("4/4 100.00", Figure(board.AtRisk));
        var facts = board.Risks.Select(risk => risk.Reasons[0]).ToList();
        Assert.Equal(
            ("certificate-revoked", "graduated", other.EndsOn),
            (facts[0].Fact("flag").GetString(), facts[2].Fact("learnerState").GetString(), facts[3].Fact("uninsured")[0].Day("from")));
        var first = await partnership.BoardAsync(limit: 3);
        Assert.Equal(expected[3..], Risks(await partnership.BoardAsync(limit: 3, cursor: first.Next)));

        partnership.App.Today.MoveTo(Day.AddDays(14));
        await partnership.LogAsync(placements[0], Day.AddDays(1));
        var late = (await partnership.BoardAsync()).Risks.Select(risk => risk.Reasons[0]).ToList();
        Assert.Equal(["teacher-certificate", "no-logbook", "no-logbook", "no-logbook"], late.Select(risk => risk.Reason));
        Assert.Equal((JsonValueKind.Null, Day), (late[1].Fact("latestWeek").ValueKind, late[1].Fact("expectedSince").Day()));

        await partnership.Signatory(Bpc).TerminateAgreementAsync(agreement.Id, new() { Reason = "Ended." });
        Assert.All(
            Risks(await partnership.BoardAsync()), risk => Assert.EndsWith(" no-agreement-in-force", risk, StringComparison.Ordinal));
    }

    private static string Figure(InternshipBoardFigure figure) => $"{figure.Numerator}/{figure.Denominator} {figure.Value}";

    private static List<string> Risks(InternshipBoardBoard board) =>
        [.. board.Risks.Select(risk => $"{risk.PlacementId} {string.Join(' ', risk.Reasons.Select(reason => reason.Reason))}")];
}
