using System.Net;
using System.Text.Json;
using Contracts.FacultyCertification;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
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
        Assert.Equal(("D20", "revoked", Day), (problem.Rule(), problem.Facts("state")
            .GetString(), problem.GetProperty("facts").Day("revokedOn")));
        Assert.False(problem.TryGetProperty("change", out _));
        var early = await partnership.NameTeacherAsync(placement, later.TeacherId)
            .ShouldBeProblemAsync("teacher-not-certified", HttpStatusCode.UnprocessableEntity);
        await partnership.NameTeacherAsync(placement, elsewhere.TeacherId).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);
        await partnership.NameTeacherAsync(placement, Guid.NewGuid()).ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);

        partnership.App.Today.MoveTo(early.DayOfChange("notBefore"));
        var named = await partnership.NameTeacherAsync(placement, later.TeacherId).BodyAsync();
        Assert.Equal((later.TeacherId, placement.Version() + 1), (named.GetProperty("teacherId").GetGuid(), named.Version()));
    }

    [Theory, Engines]
    public async Task D20_placement_is_flagged_once_its_teachers_certificate_has_ended(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var (over, open) = (await partnership.ActiveAsync(
            slot, await partnership.EnrolledLearnerAsync()), await partnership.ActiveAsync(slot, await partnership.EnrolledLearnerAsync()));
        var teacher = await partnership.CertifiedTeacherAsync();
        foreach (var placement in new[] { over, open }) await partnership.NameTeacherAsync(placement, teacher.TeacherId).BodyAsync();
        await partnership.StopAsync(over).BodyAsync();

        await partnership.App.DeliverAsync(Revoked(teacher, Day.AddDays(2)));
        Assert.Equal((null, null), (await FlagAsync(open), await FlagAsync(over)));
        partnership.App.Today.MoveTo(Day.AddDays(2));

        Assert.Equal(("certificate-revoked", null), (await FlagAsync(open), await FlagAsync(over)));
        var listed = await partnership.Coordinator(Bpc).GetAsync($"{Api}/placements").BodyAsync();
        Assert.Equal([null, "certificate-revoked"], listed.GetProperty("items").EnumerateArray()
            .Select(one => one.GetProperty("teacherFlag").GetString()));
        await partnership.NameTeacherAsync(over, (await partnership.CertifiedTeacherAsync()).TeacherId)
            .ShouldBeProblemAsync("placement-state", HttpStatusCode.Conflict);
        await partnership.NameTeacherAsync(open, (await partnership.CertifiedTeacherAsync()).TeacherId).BodyAsync();
        Assert.Null(await FlagAsync(open));

        async Task<string?> FlagAsync(JsonElement placement) =>
            (await partnership.ReadPlacementAsync(placement)).GetProperty("teacherFlag").GetString();
    }

    [Theory, Engines]
    public async Task D45_a_departed_teacher_is_not_named_and_is_flagged_where_they_were(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var slot = await partnership.OpenSlotAsync(SlotRequest(capacity: 2));
        var placement = await partnership.AcceptedAsync(slot, await partnership.EnrolledLearnerAsync());
        var teacher = (await partnership.CertifiedTeacherAsync()).TeacherId;
        await partnership.NameTeacherAsync(placement, teacher).BodyAsync();
        var departed = new TeacherDepartedV1
        {
            OccurredAt = DateTimeOffset.UtcNow,
            Teacher = new() { Id = teacher, Institution = Bpc, LastDay = Day, Version = 3 },
        };
        await partnership.App.DeliverAsync(departed);
        Assert.Equal(JsonValueKind.Null, (await partnership.ReadPlacementAsync(placement)).GetProperty("teacherFlag").ValueKind);
        Assert.DoesNotContain(await TimelineAsync(), entry => entry.EndsWith("departed", StringComparison.Ordinal));
        await partnership.NameTeacherAsync(placement, teacher).BodyAsync();

        partnership.App.Today.MoveTo(Day.AddDays(1));

        Assert.Equal("teacher-departed", (await partnership.ReadPlacementAsync(placement)).Text("teacherFlag"));
        Assert.Contains($"{Day.AddDays(1):O} faculty-certification {Bpc} teacher departed", await TimelineAsync());
        var risks = (await partnership.BoardAsync()).GetProperty("risks")[0].GetProperty("reasons").EnumerateArray();
        Assert.Contains("teacher-departed", risks.Where(risk => risk.Text("reason") == "teacher-certificate")
            .Select(risk => risk.GetProperty("facts").Text("flag")));
        var problem = await partnership.NameTeacherAsync(placement, teacher)
            .ShouldBeProblemAsync("teacher-not-certified", HttpStatusCode.UnprocessableEntity);
        Assert.Equal("teacher-departed", problem.Facts("reason").GetString());
        await partnership.NameTeacherAsync(placement, (await partnership.CertifiedTeacherAsync()).TeacherId).BodyAsync();

        async Task<List<string>> TimelineAsync() =>
            [.. (await partnership.Coordinator(Bpc).GetAsync($"{Api}/placements/{placement.Id()}/timeline")
                .BodyAsync()).GetProperty("entries")
                .EnumerateArray().Select(
                    entry => $"{entry.Text("on")} {entry.Text("service")} {entry.Text("organisation")} {entry.Text("what")}")];
    }
}
