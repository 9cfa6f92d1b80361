using System.Net;
using Contracts.FacultyCertification;
using CsCheck;
using static IndustryPartnership.Tests.Certificates;
using static IndustryPartnership.Tests.PartnershipApp;
using Testing;
using Xunit;

namespace IndustryPartnership.Tests;

/// <summary>Where a teacher may mentor, by what faculty certification tells of employments (D19, D20, D45).</summary>
public sealed class EmployedTeacherTests
{
    [Theory, Engines]
    public async Task D19_certificate_of_another_institution_counts_where_the_teacher_works_now(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var certificate = Certificate(institution: Ncut);
        await partnership.App.DeliverAsync(Certified(certificate));
        await partnership.NameTeacherAsync(placement, certificate.TeacherId)
            .ShouldBeProblemAsync("not-yet-known", HttpStatusCode.Conflict);

        await partnership.App.DeliverAsync(Employed(certificate.TeacherId, 2, (Ncut, Day.AddYears(-3), Day.AddDays(-1)), (Bpc, Day, null)));

        await partnership.NameTeacherAsync(placement, certificate.TeacherId);
        Assert.Null((await partnership.ReadPlacementAsync(placement)).TeacherFlag);
        Assert.DoesNotContain(
            (await partnership.BoardAsync()).Risks.SelectMany(risk => risk.Reasons), reason => reason.Reason == "teacher-certificate");
    }

    [Theory, Engines]
    public async Task D19_certificate_does_not_count_before_the_first_day_at_the_institution(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var certificate = Certificate(institution: Ncut);
        await partnership.App.DeliverAsync(Certified(certificate));
        await partnership.App.DeliverAsync(Employed(certificate.TeacherId, 2, (Bpc, Day.AddDays(1), null)));

        var problem = await partnership.NameTeacherAsync(placement, certificate.TeacherId)
            .ShouldBeProblemAsync("teacher-not-certified", HttpStatusCode.UnprocessableEntity);

        partnership.App.Today.MoveTo(problem.Change("notBefore").Day());
        await partnership.NameTeacherAsync(placement, certificate.TeacherId);
    }

    [Theory, Engines]
    public async Task D19_certificate_of_another_institution_counts_from_its_own_first_day(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var certificate = Certificate(institution: Ncut, from: Day.AddDays(1));
        await partnership.App.DeliverAsync(Certified(certificate));
        await partnership.App.DeliverAsync(Employed(certificate.TeacherId, 2, (Bpc, Day.AddYears(-3), null)));

        var problem = await partnership.NameTeacherAsync(placement, certificate.TeacherId)
            .ShouldBeProblemAsync("teacher-not-certified", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(Day.AddDays(1), problem.Change("notBefore").Day());
        partnership.App.Today.MoveTo(Day.AddDays(1));
        await partnership.NameTeacherAsync(placement, certificate.TeacherId);
    }

    [Theory, Engines]
    public async Task D45_teacher_who_came_back_has_not_departed(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var teacher = (await partnership.CertifiedTeacherAsync()).TeacherId;
        var (first, left, back) = (Day.AddYears(-3), Day.AddYears(-1), Day.AddDays(-9));

        await partnership.App.DeliverAsync(Employed(teacher, 2, (Bpc, first, left), (Bpc, back, null)));
        await partnership.NameTeacherAsync(placement, teacher);
        Assert.Null((await partnership.ReadPlacementAsync(placement)).TeacherFlag);

        await partnership.App.DeliverAsync(Departed(teacher, 3, (Bpc, first, left), (Bpc, back, Day)));
        Assert.Null((await partnership.ReadPlacementAsync(placement)).TeacherFlag);
        partnership.App.Today.MoveTo(Day.AddDays(1));
        Assert.Equal("teacher-departed", (await partnership.ReadPlacementAsync(placement)).TeacherFlag);
    }

    [Theory, Engines]
    public async Task D45_departure_from_another_institution_flags_nothing_here(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var teacher = (await partnership.CertifiedTeacherAsync()).TeacherId;
        await partnership.NameTeacherAsync(placement, teacher);

        await partnership.App.DeliverAsync(Departed(teacher, 2, (Ncut, Day.AddYears(-3), Day.AddDays(-1))));

        Assert.Null((await partnership.ReadPlacementAsync(placement)).TeacherFlag);
    }

    [Theory, Engines]
    public async Task D43_departure_taken_back_lifts_the_flag(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var placement = await partnership.AcceptedAsync(await partnership.OpenSlotAsync(), await partnership.EnrolledLearnerAsync());
        var teacher = (await partnership.CertifiedTeacherAsync()).TeacherId;
        await partnership.NameTeacherAsync(placement, teacher);
        var from = Day.AddYears(-3);
        await partnership.App.DeliverAsync(Departed(teacher, 2, (Bpc, from, Day.AddDays(-1))));
        Assert.Equal("teacher-departed", (await partnership.ReadPlacementAsync(placement)).TeacherFlag);

        await partnership.App.DeliverAsync(Amended(teacher, 3, (Bpc, from, null)));

        Assert.Null((await partnership.ReadPlacementAsync(placement)).TeacherFlag);
    }

    [Theory, Engines]
    public async Task D14_employments_are_the_newest_in_any_order_of_events(Engine engine)
    {
        await using var partnership = await PartnershipApp.StartAsync(engine);
        var days = Gen.Int[0, 900].Select(number => Day.AddDays(number - 800));
        var employments = Gen.Select(Gen.OneOf(Gen.Const(Bpc), Gen.Const(Ncut)), days, Gen.Bool, days).Array[0, 3];
        await Gen.Select(employments.Array[1, 5], Gen.Int[0, 1000]).SampleAsync(async (versions, seed) =>
        {
            var teacher = Guid.NewGuid();
            var facts = versions.Select((all, index) => Employed(
                teacher, index + 1,
                [.. all.Select(one => (one.Item1, one.Item2, one.Item3 ? one.Item4 : (DateOnly?)null))])).ToList();
            foreach (var fact in facts.Concat(facts).OrderBy(fact => (fact.Teacher.Version * 7919 + seed) % 101))
            {
                await partnership.App.DeliverAsync(fact);
            }

            var kept = await partnership.App.Db.QueryAsync<Kept>(
                "SELECT id, institution, last_day FROM partnership.teacher_employment WHERE teacher_id = @teacher", new { teacher });
            Assert.Equal(
                facts[^1].Teacher.Employments!.Select(one => (one.Id, one.Institution, one.LastDay)).Order(),
                kept.Select(one => (one.Id, one.Institution, one.LastDay)).Order());
        }, iter: 20, threads: 1);
    }

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public string Institution { get; init; } = "";
        public DateOnly? LastDay { get; init; }
    }

    internal static TeacherEmployedV1 Employed(Guid id, int version, params (string, DateOnly, DateOnly?)[] employments) =>
        new() { OccurredAt = DateTimeOffset.UtcNow, Teacher = Teacher(id, version, employments) };

    internal static TeacherDepartedV1 Departed(Guid id, int version, params (string, DateOnly, DateOnly?)[] employments) =>
        new() { OccurredAt = DateTimeOffset.UtcNow, Teacher = Teacher(id, version, employments) };

    private static TeacherAmendedV1 Amended(Guid id, int version, params (string, DateOnly, DateOnly?)[] employments) =>
        new() { OccurredAt = DateTimeOffset.UtcNow, Teacher = Teacher(id, version, employments) };

    private static TeacherV1 Teacher(Guid id, int version, (string Institution, DateOnly From, DateOnly? LastDay)[] employments) => new()
    {
        Id = id,
        Institution = employments.Length == 0 ? Bpc : employments[^1].Institution,
        LastDay = employments.Length == 0 ? null : employments[^1].LastDay,
        Employments = [.. employments.Select(one => new TeacherEmploymentV1
        {
            Id = Guid.NewGuid(),
            Institution = one.Institution,
            From = one.From,
            LastDay = one.LastDay,
        })],
        Version = version,
    };
}
