using System.Net;
using Contracts.FacultyCertification;
using CsCheck;
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
    public async Task D20_a_suspended_teacher_is_flagged_until_reinstatement_in_any_order_of_the_news(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.ActiveAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        CertificateSuspensionV1 lasting = new() { From = Day.AddDays(1) };
        var ended = lasting with { Until = Day.AddDays(2) };

        await Gen.Shuffle(Enumerable.Repeat(Enumerable.Range(0, 4), 2).SelectMany(each => each).ToArray()).SampleAsync(
            async order =>
            {
                var certificate = Certificate() with { Suspensions = [] };
                await partnership.App.DeliverAsync(Certified(certificate));
                await partnership.NameTeacherAsync(placement, certificate.TeacherId);
                object[] news =
                [
                    Certified(certificate), Suspended(certificate, 2, lasting), Reinstated(certificate, 3, ended),
                    Suspended(certificate, 4, ended, new() { From = Day.AddDays(5) }),
                ];

                foreach (var place in order) await partnership.App.DeliverAsync(news[place]);

                var flags = new List<string?>();
                for (var day = 0; day < 6; day++)
                {
                    partnership.App.Today.MoveTo(Day.AddDays(day));
                    flags.Add((await partnership.ReadPlacementAsync(placement)).TeacherFlag);
                }
                partnership.App.Today.MoveTo(Day);
                const string Flag = "certificate-suspended";
                Assert.Equal([null, Flag, Flag, null, null, Flag], flags);
            },
            iter: 12, threads: 1);
    }

    [Theory, Engines]
    public async Task D20_a_suspended_teacher_is_not_named_and_is_after_reinstatement(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var certificate = await partnership.CertifiedTeacherAsync();
        await partnership.App.DeliverAsync(Suspended(certificate, 2, new CertificateSuspensionV1 { From = Day }));

        var problem = await partnership.NameTeacherAsync(placement, certificate.TeacherId)
            .ShouldBeProblemAsync("teacher-not-certified", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("certificate-suspended", problem.Fact("reason").GetString());
        await partnership.App.DeliverAsync(Reinstated(certificate, 3));
        Assert.Equal(certificate.TeacherId, (await partnership.NameTeacherAsync(placement, certificate.TeacherId)).TeacherId);
    }

    [Theory, Engines]
    public async Task Flow_5_each_news_of_a_certificate_is_kept_also_if_it_comes_first(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var at = DateTimeOffset.UtcNow;
        CertificateSuspensionV1 lasting = new() { From = Day.AddDays(-2) };
        (Func<CertificateV1, object> News, CertificateV1 Told, string? Reason)[] all =
        [
            (Certified, Certificate(), null),
            (told => Revoked(told, Day), Certificate(), "certificate-revoked"),
            (Expired, Certificate(until: Day.AddDays(-1)), "certificate-expired"),
            (told => new TeacherRenewedV1 { OccurredAt = at, Certificate = told },
                Certificate() with { State = "superseded", SupersededOn = Day, Version = 2 }, "certificate-expired"),
            (told => Suspended(told, 2, lasting), Certificate(), "certificate-suspended"),
            (told => Reinstated(told, 3, lasting with { Until = Day.AddDays(-1) }), Certificate(), null),
            (told => new CertificateCorrectedV1 { OccurredAt = at, Certificate = told }, Certificate() with { Version = 3 }, null),
        ];

        foreach (var (news, told, reason) in all)
        {
            await partnership.App.DeliverAsync(news(told));
            var named = await partnership.NameTeacherAsync(placement, told.TeacherId).OutcomeAsync();
            Assert.Equal(reason, named.Refused?.Result.Fact("reason").GetString());
        }
    }

    [Theory, Engines]
    public async Task D43_corrected_certificate_counts_by_its_right_days(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var certificate = await partnership.CertifiedTeacherAsync();
        await partnership.NameTeacherAsync(placement, certificate.TeacherId);
        var (from, until) = (Day.AddDays(1), Day.AddDays(3));

        await partnership.App.DeliverAsync(Corrected(certificate with { ValidFrom = from, ValidUntil = until, Version = 2 }));

        Assert.Equal(["certificate-not-yet-valid", null, null, null, "certificate-expired"], await FlagsAsync(partnership, placement, 5));
        await partnership.App.DeliverAsync(Corrected(certificate with { SupersededOn = until, Version = 3 }));
        Assert.Equal([null, null, null, "certificate-expired"], await FlagsAsync(partnership, placement, 4));
    }

    [Theory, Engines]
    public async Task D43_certificate_that_was_revoked_by_mistake_counts_again(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var certificate = await partnership.CertifiedTeacherAsync();
        await partnership.NameTeacherAsync(placement, certificate.TeacherId);
        await partnership.App.DeliverAsync(Revoked(certificate, Day));
        Assert.Equal("certificate-revoked", (await partnership.ReadPlacementAsync(placement)).TeacherFlag);

        await partnership.App.DeliverAsync(Corrected(certificate with { Version = 3 }));

        Assert.Null((await partnership.ReadPlacementAsync(placement)).TeacherFlag);
    }

    [Theory, Engines]
    public async Task D20_end_of_a_renewed_or_superseded_certificate_is_not_on_the_timeline(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var renewed = Certificate(until: Day.AddDays(2));
        var superseded = Certificate(renewed.TeacherId, from: renewed.ValidFrom.AddYears(-1), until: Day.AddDays(4));
        await partnership.App.DeliverAsync(Certified(superseded));
        await partnership.App.DeliverAsync(Certified(renewed));
        await partnership.App.DeliverAsync(
            Followed(superseded with { State = "superseded", SupersededOn = renewed.ValidFrom, Version = 2 }));
        await partnership.App.DeliverAsync(Certified(Certificate(renewed.TeacherId, from: Day.AddDays(3))));
        await partnership.App.DeliverAsync(Followed(renewed with { State = "renewed", Version = 2 }));
        await partnership.NameTeacherAsync(placement, renewed.TeacherId);
        partnership.App.Today.MoveTo(Day.AddDays(9));

        var timeline = await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(placement.Id);

        Assert.Equal(
            ["begins", "begins", "begins"],
            timeline.Entries.Where(entry => entry.What.StartsWith("teacher's certificate", StringComparison.Ordinal))
                .Select(entry => entry.What.Split(' ')[^1]));
    }

    [Theory, Engines]
    public async Task D19_timeline_has_certificates_of_another_institution_only_where_the_teacher_works_now(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var own = await partnership.CertifiedTeacherAsync();
        var foreign = Certificate(own.TeacherId, Ncut);
        await partnership.App.DeliverAsync(
            Reinstated(foreign, 2, new CertificateSuspensionV1 { From = Day.AddDays(-2), Until = Day.AddDays(-1) }));
        await partnership.NameTeacherAsync(placement, own.TeacherId);
        Assert.Equal(["begins"], await EntriesAsync());

        await partnership.App.DeliverAsync(
            EmployedTeacherTests.Employed(own.TeacherId, 2, (Bpc, Day.AddYears(-1), null)));

        Assert.Equal(["begins", "begins", "suspended", "reinstated"], await EntriesAsync());

        async Task<IEnumerable<string>> EntriesAsync() =>
            (await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(placement.Id)).Entries
            .Where(entry => entry.What.StartsWith("teacher's certificate", StringComparison.Ordinal))
            .Select(entry => entry.What.Split(' ')[^1]);
    }

    [Theory, Engines]
    public async Task D20_the_ends_of_the_teachers_certificates_are_on_the_timeline(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var certificate = Certificate(until: Day.AddDays(9));
        var junior = Certificate(certificate.TeacherId);
        await partnership.App.DeliverAsync(Reinstated(certificate, 2, new CertificateSuspensionV1
        {
            From = Day.AddDays(1),
            Until = Day.AddDays(2),
        }));
        await partnership.App.DeliverAsync(Revoked(junior, Day.AddDays(5)));
        await partnership.NameTeacherAsync(placement, certificate.TeacherId);
        partnership.App.Today.MoveTo(Day.AddDays(10));

        var timeline = await partnership.Coordinator(Bpc).GetPlacementTimelineAsync(placement.Id);

        Assert.Equal(
            [(1, "suspended"), (3, "reinstated"), (5, "revoked"), (10, "expired")],
            timeline.Entries.Where(entry => entry.What.StartsWith("teacher's certificate", StringComparison.Ordinal) && entry.On > Day)
                .Select(entry => (entry.On.DayNumber - Day.DayNumber, entry.What.Split(' ')[^1])));
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

    private static CertificateCorrectedV1 Corrected(CertificateV1 certificate) =>
        new() { OccurredAt = DateTimeOffset.UtcNow, Certificate = certificate };

    private static TeacherRenewedV1 Followed(CertificateV1 certificate) =>
        new() { OccurredAt = DateTimeOffset.UtcNow, Certificate = certificate };

    // The flag of today and of the days after it.
    private static async Task<IReadOnlyList<string?>> FlagsAsync(PartnershipApp partnership, Placement placement, int days)
    {
        var flags = new List<string?>();
        for (var day = 0; day < days; day++)
        {
            partnership.App.Today.MoveTo(Day.AddDays(day));
            flags.Add((await partnership.ReadPlacementAsync(placement)).TeacherFlag);
        }
        partnership.App.Today.MoveTo(Day);
        return flags;
    }
}
