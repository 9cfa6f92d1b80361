using System.Net;
using static FacultyCertification.Tests.FacultyApp;
using Testing;
using VocationalPlatform.Client.FacultyCertification;

namespace FacultyCertification.Tests;

/// <summary>What a teacher is qualified for, at each institution (D14, D43).</summary>
public sealed class QualificationTests
{
    [Theory, Engines]
    public async Task D14_qualification_follows_the_teacher(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync(person: "p-1")).Id;
        var recorded = await RecordAsync(faculty, teacher, Day);
        await faculty.By(Ncut).ListQualificationsAsync(teacher).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        await faculty.RegisterAsync(person: "p-1", org: Ncut);

        Assert.Equal([recorded], (await faculty.By(Ncut).ListQualificationsAsync(teacher)).Items);
    }

    [Theory, Engines]
    public async Task D43_qualification_by_mistake_is_taken_back_once_by_its_recorder(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync(person: "p-1")).Id;
        await faculty.RegisterAsync(person: "p-1", org: Ncut);
        var recorded = await RecordAsync(faculty, teacher, Day);
        await WithdrawAsync(faculty, recorded.Id, Ncut).ShouldBeProblemAsync("not-found", HttpStatusCode.NotFound);

        await WithdrawAsync(faculty, recorded.Id);

        Assert.Equal("Another teacher.", (await faculty.By().ListQualificationsAsync(teacher)).Items.Single().WithdrawalReason);
        await WithdrawAsync(faculty, recorded.Id).ShouldBeProblemAsync("qualification-withdrawn", HttpStatusCode.Conflict);
    }

    [Theory, Engines]
    public async Task D14_qualification_is_not_issued_in_the_future(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        var teacher = (await faculty.RegisterAsync()).Id;

        var problem = await RecordAsync(faculty, teacher, Day.AddDays(1))
            .ShouldBeProblemAsync("issued-in-future", HttpStatusCode.UnprocessableEntity);

        await RecordAsync(faculty, teacher, problem.Change("issuedOn").Date());
    }

    private static Task<Qualification> RecordAsync(FacultyApp faculty, Guid teacher, DateOnly issuedOn) =>
        faculty.By().RecordQualificationAsync(teacher, new()
        {
            Name = "Senior technician",
            Issuer = "An issuer",
            IssuedOn = issuedOn,
            DocumentHash = new string('a', 64),
        });

    private static Task<Qualification> WithdrawAsync(FacultyApp faculty, Guid qualification, string org = Bpc) =>
        faculty.By(org).WithdrawQualificationAsync(qualification, new() { Reason = "Another teacher." });
}
