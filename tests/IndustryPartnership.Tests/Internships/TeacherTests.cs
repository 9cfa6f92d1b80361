using System.Net;
using Contracts.FacultyCertification;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;
using Xunit;

namespace IndustryPartnership.Tests;

public sealed class TeacherTests
{
    [Theory, Engines]
    public async Task D20_teacher_needs_a_certificate_in_force_today_to_be_named(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var (revoked, later, elsewhere) = (Certificate(), Certificate(from: Day.AddDays(3)), Certificate(institution: Ncut));
        foreach (var news in new object[] { Revoked(revoked, Day), Certified(revoked), Certified(later), Certified(elsewhere) })
        {
            await partnership.App.DeliverAsync(news);
        }

        var problem = await partnership.NameTeacherAsync(placement, revoked.TeacherId)
            .ShouldBeProblemAsync("teacher-not-certified", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("D20", "revoked", Day), (problem.Rule, problem.Fact("state").GetString(), problem.Fact("revokedOn").Day()));
        Assert.Null(problem.Change);
        var early = await partnership.NameTeacherAsync(placement, later.TeacherId)
            .ShouldBeProblemAsync("teacher-not-certified", HttpStatusCode.UnprocessableEntity);
        await partnership.NameTeacherAsync(placement, elsewhere.TeacherId).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        await partnership.NameTeacherAsync(placement, Guid.NewGuid()).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);

        partnership.App.Today.MoveTo(early.Change("notBefore").Day());
        var named = await partnership.NameTeacherAsync(placement, later.TeacherId);
        Assert.Equal((later.TeacherId, placement.Version + 1), (named.TeacherId, named.Version));
    }

    [Theory, Engines]
    public async Task D20_placement_is_flagged_once_its_teachers_certificate_has_ended(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var (over, open) = (await partnership.ActiveAsync(
            slot, await partnership.EnrolledLearnerAsync()), await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync()));
        var teacher = await partnership.CertifiedTeacherAsync();
        foreach (var placement in new[] { over, open }) await partnership.NameTeacherAsync(placement, teacher.TeacherId);
        await partnership.StopAsync(over);

        await partnership.App.DeliverAsync(Revoked(teacher, Day.AddDays(2)));
        Assert.Equal((null, null), (await FlagAsync(open), await FlagAsync(over)));
        partnership.App.Today.MoveTo(Day.AddDays(2));

        Assert.Equal(("certificate-revoked", null), (await FlagAsync(open), await FlagAsync(over)));
        var listed = await partnership.Coordinator(Bpc).ListPlacementsAsync();
        Assert.Equal([null, "certificate-revoked"], listed.Items.Select(one => one.TeacherFlag));
        await partnership.NameTeacherAsync(over, (await partnership.CertifiedTeacherAsync()).TeacherId)
            .ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.NameTeacherAsync(open, (await partnership.CertifiedTeacherAsync()).TeacherId);
        Assert.Null(await FlagAsync(open));

        async Task<string?> FlagAsync(Placement placement) =>
            (await partnership.ReadPlacementAsync(placement)).TeacherFlag;
    }

    [Theory, Engines]
    public async Task D45_a_departed_teacher_is_not_named_and_is_flagged_where_they_were(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        var teacher = (await partnership.CertifiedTeacherAsync()).TeacherId;
        await partnership.NameTeacherAsync(placement, teacher);
        var departed = new TeacherDepartedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Teacher = new() { Id = teacher, Institution = Bpc, LastDay = Day, Version = 3 },
        };
        await partnership.App.DeliverAsync(departed);
        Assert.Null((await partnership.ReadPlacementAsync(placement)).TeacherFlag);
        Assert.DoesNotContain(await TimelineAsync(), entry => entry.EndsWith("departed", StringComparison.Ordinal));
        await partnership.NameTeacherAsync(placement, teacher);

        partnership.App.Today.MoveTo(Day.AddDays(1));

        Assert.Equal("teacher-departed", (await partnership.ReadPlacementAsync(placement)).TeacherFlag);
        Assert.Contains($"{Day.AddDays(1):O} faculty-certification {Bpc} teacher departed", await TimelineAsync());
        var risks = (await partnership.BoardAsync()).Risks[0].Reasons;
        Assert.Contains("teacher-departed", risks.Where(risk => risk.Reason == "teacher-certificate")
            .Select(risk => risk.Fact("flag").GetString()));
        var problem = await partnership.NameTeacherAsync(placement, teacher)
            .ShouldBeProblemAsync("teacher-not-certified", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("teacher-departed", problem.Fact("reason").GetString());
        await partnership.NameTeacherAsync(placement, (await partnership.CertifiedTeacherAsync()).TeacherId);

        async Task<List<string>> TimelineAsync() =>
            [.. (await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(placement.Id)).Entries.Select(
                    entry => $"{entry.On:O} {entry.Service} {entry.Organisation} {entry.What}")];
    }
}
