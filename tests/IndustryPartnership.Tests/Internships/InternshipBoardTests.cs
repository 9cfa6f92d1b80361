using System.Net;
using System.Text.Json;
using Contracts.Enrollment;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class InternshipBoardTests
{
    [Theory, Engines]
    public async Task D41_board_counts_the_progress_of_the_institutions_own_cohort(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var empty = await partnership.BoardAsync();
        Assert.Equal(("0/0 ", "0/0 "), (Figure(empty, "required"), Figure(empty, "atRisk")));
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 9));
        await partnership.EnrolledLearnerAsync();
        await partnership.ApplyAsync(slot, await partnership.EnrolledLearnerAsync()).BodyAsync(HttpStatusCode.Created);
        await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.ReadyAsync(slot, await partnership.EnrolledLearnerAsync());
        await partnership.StopAsync(await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync())).BodyAsync();
        var gone = Learner();
        await partnership.DeliverAsync(gone);
        await partnership.ActiveAsync(slot, gone.Id);
        await partnership.App.DeliverAsync(News(gone, 2, LearnerState.Withdrawn));
        foreach (var elsewhere in new[] { Learner(Ncut), Learner() with { Cohort = 2023 } }) await partnership.DeliverAsync(elsewhere);

        var board = await partnership.BoardAsync();

        Assert.Equal((Bpc, 2024, Day), (board.Text("institution"), board.GetProperty("cohort").GetInt32(), board.Day("asOf")));
        Assert.Equal(
            ["5/6 83.33", "4/5 80.00", "2/5 40.00", "1/5 20.00", "1/3 33.33"],
            new[] { "required", "applied", "placed", "secured", "atRisk" }.Select(name => Figure(board, name)));
        Assert.Equal("1/1 100.00", Figure(await partnership.BoardAsync(2024, institution: Ncut), "required"));
        Assert.Equal("1/1 100.00", Figure(await partnership.BoardAsync(2023), "required"));
    }

    [Theory, Engines]
    public async Task D37_board_shows_placements_at_risk_with_reasons_page_by_page(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        await partnership.ReadyEnterpriseAsync();
        var agreement = (await partnership.Signatory(Bpc).GetAsync($"{Api}/agreements").BodyAsync()).GetProperty("items")[0];
        var slot = await partnership.OpenAsync(await partnership.ApprovedSlotAsync(SlotRequest(capacity: 9))).BodyAsync();
        var learners = Enumerable.Range(0, 4).Select(_ => Learner()).ToList();
        foreach (var learner in learners) await partnership.DeliverAsync(learner);
        var placements = new List<JsonElement>();
        foreach (var learner in learners[..3]) placements.Add(await partnership.ActiveAsync(slot, learner.Id));
        var other = await partnership.OpenAsync(await partnership.ApprovedSlotAsync()).BodyAsync();
        placements.Add(await partnership.ActiveAsync(other, learners[3].Id));
        var teacher = await partnership.CertifiedTeacherAsync();
        await partnership.NameTeacherAsync(placements[0], teacher.TeacherId).BodyAsync();
        Assert.Empty(Risks(await partnership.BoardAsync()));

        await partnership.App.DeliverAsync(Revoked(teacher, Day));
        await partnership.App.DeliverAsync(News(learners[1], 2, LearnerState.OnLeave));
        await partnership.App.DeliverAsync(News(learners[2], 2, LearnerState.Graduated));
        await partnership.Manager(Dji).PostAsync(
            $"{Api}/slots/{other.Id()}/insurance",
            new
            {
                insurer = "An insurer",
                policyNumber = "P-1",
                from = other.Day("startsOn"),
                until = other.Day("endsOn").AddDays(-1),
                chargedToStudent = false,
                takenOutBy = "enterprise",
            }).BodyAsync();

        var expected = new List<string> { $"{placements[0].Id()} teacher-certificate", $"{placements[1].Id()} learner-on-leave",
            $"{placements[2].Id()} learner-left", $"{placements[3].Id()} not-insured" };
        var board = await partnership.BoardAsync();
        Assert.Equal(expected, Risks(board));
        Assert.Equal("4/4 100.00", Figure(board, "atRisk"));
        var facts = board.GetProperty("risks").EnumerateArray().Select(risk => risk.GetProperty("reasons")[0].GetProperty("facts"))
            .ToList();
        Assert.Equal(
            ("certificate-revoked", "graduated", other.Day("endsOn")),
            (facts[0].Text("flag"), facts[2].Text("learnerState"), facts[3].GetProperty("uninsured")[0].Day("from")));
        using var first = await partnership.Coordinator(Bpc).GetAsync($"{Api}/internship-board?cohort=2024&limit=3");
        var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];
        Assert.Equal(expected[3..], Risks(await partnership.Coordinator(Bpc).GetAsync(next).BodyAsync()));

        partnership.App.Today.MoveTo(Day.AddDays(14));
        await partnership.LogAsync(placements[0], Day.AddDays(1)).BodyAsync(HttpStatusCode.Created);
        var late = (await partnership.BoardAsync())
            .GetProperty("risks")
            .EnumerateArray()
            .Select(risk => (risk.GetProperty("reasons")[0].Text("reason"), risk.GetProperty("reasons")[0].GetProperty("facts")))
            .ToList();
        Assert.Equal(["teacher-certificate", "no-logbook", "no-logbook", "no-logbook"], late.Select(risk => risk.Item1));
        Assert.Equal((JsonValueKind.Null, Day), (late[1].Item2.GetProperty("latestWeek").ValueKind, late[1].Item2.Day("expectedSince")));

        await partnership.Signatory(Bpc).PostAsync($"{Api}/agreements/{agreement.Id()}/termination", new { reason = "Ended." }).BodyAsync();
        Assert.All(
            Risks(await partnership.BoardAsync()), risk => Assert.EndsWith(" no-agreement-in-force", risk, StringComparison.Ordinal));
    }

    private static string Figure(JsonElement board, string name) =>
        board.GetProperty(name) is var figure
            ? $"{figure.GetProperty("numerator")}/{figure.GetProperty("denominator")} {figure.GetProperty("value")}"
            : "";

    private static List<string> Risks(JsonElement board) =>
        [.. board.GetProperty("risks").EnumerateArray()
            .Select(risk => $"{risk.GetProperty("placementId")} {string.Join(' ', risk.GetProperty("reasons").EnumerateArray()
                .Select(reason => reason.Text("reason")))}")];
}
