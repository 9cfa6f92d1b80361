using System.Net;
using Contracts;
using static Enrollment.Tests.EnrollmentApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>Corrections and exam marks in bulk.</summary>
public sealed class ImportKindTests
{
    [Theory, Engines]
    public async Task D43_corrections_name_learners_by_their_number(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var (one, two) = (await exam.EnrolledAsync(), await exam.EnrolledAsync());
        var registrar = exam.Enrollment.Registrar(Bpc);
        const string Upload = """
            learner,reason,birthDate,studentNumber,admission.region,admission.score,withdrawalWasMistake
            E1,Read from the wrong line.,2005-06-01,,beijing,500,
            E2,Read from the wrong line.,,E-2,,,
            E2,Nothing.,,E-2,,,FALSE
            E9,Nobody.,2005-06-01,,,,
            E1,Too young.,2020-06-01,,,,
            E1,,2005-06-02,,,,
            """;

        var job = await registrar.EndedAsync(registrar.ImportAsync(Api, "corrections", Upload));

        Assert.Equal((6L, 2L, 1L, 3L), job.Counts());
        Assert.Equal(
            ["4 learner not-found", "5 birthDate birth-date-implausible", "6 reason malformed-request"],
            Uploads.Rows(await registrar.ReportAsync(Api, job))
                .Select(row => $"{row["_row"]} {row["_column"]} {row["_problem"].Split('/')[^1]}"));
        var corrected = await exam.By(Bpc).GetLearnerAsync(one);
        Assert.Equal((new DateOnly(2005, 6, 1), "beijing", 500, 2), (
            corrected.BirthDate, corrected.AdmissionRegion, corrected.AdmissionScore, corrected.Version));
        Assert.Equal("E-2", (await exam.By(Bpc).GetLearnerAsync(two)).StudentNumber);
    }

    [Theory, Engines]
    public async Task D10_marks_have_a_column_for_each_component(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        var plan = await exam.OpenAsync();
        var learners = new List<Guid>();
        for (var number = 1; number <= 3; number++) learners.Add(await exam.RegisteredAsync(plan.Id));
        await exam.PostAsync(plan.Id, "closing");
        var examiner = exam.Enrollment.Registrar(Ncut);
        var upload = $"""
            plan,learner,absent,marks.course-1,marks.course-2,marks.work,bonus
            {plan.Id},E1,,80,70.5,90,5
            {plan.Id},E2,true,,,,
            {plan.Id},E3,,80,,90,
            {plan.Id},E3,,80,170,90,
            {plan.Id},E1,,80,70.5,90,5.0
            """;

        var job = await examiner.EndedAsync(examiner.ImportAsync(Api, "exam-marks", upload));

        Assert.Equal((5L, 2L, 1L, 2L), job.Counts());
        var report = Uploads.Rows(await examiner.ReportAsync(Api, job));
        Assert.Equal(["marks-not-as-planned D10", "validation "], report.Select(row => $"{row["_problem"].Split('/')[^1]} {row["_rule"]}"));
        var marked = await exam.CandidateAsync(plan.Id, learners[0]);
        Assert.Equal(("marked", 89.1m, 2), (marked.State, marked.Total!.Value, marked.Version));
        Assert.Equal("absent", (await exam.CandidateAsync(plan.Id, learners[1])).State);
        Assert.Equal("registered", (await exam.CandidateAsync(plan.Id, learners[2])).State);
        // The college registers, and does not examine.
        var college = exam.Enrollment.Registrar(Bpc);
        Assert.Equal((5L, 0L, 0L, 5L), (await college.EndedAsync(college.ImportAsync(Api, "exam-marks", upload))).Counts());
    }

    [Fact]
    public async Task D7_the_marks_of_one_transaction_give_the_plan_one_version_with_the_hash_of_all()
    {
        await using var exam = await ExamApp.StartAsync(Engine.Sqlite);
        var plan = await exam.OpenAsync();
        var learners = new List<Guid>();
        for (var number = 1; number <= 3; number++) learners.Add(await exam.RegisteredAsync(plan.Id));
        await exam.PostAsync(plan.Id, "closing");
        var closed = await exam.PlanAsync(plan.Id);
        var examiner = exam.Enrollment.Registrar(Ncut);
        var upload = $"""
            plan,learner,marks.course-1,marks.course-2,marks.work
            {plan.Id},E1,80,70,90
            {plan.Id},E2,80,70,90
            {plan.Id},E3,80,70,90
            """;

        var job = await examiner.EndedAsync(examiner.ImportAsync(Api, "exam-marks", upload));

        Assert.Equal((3L, 3L, 0L, 0L), job.Counts());
        var marked = await exam.PlanAsync(plan.Id);
        Assert.Equal(closed.Version + 1, marked.Version);
        // The same marks, entered by the single operation, are the same results.
        await exam.MarkAsync(plan.Id, learners[0], ExamApp.Marks(20));
        Assert.NotEqual(marked.ResultsHash, (await exam.PlanAsync(plan.Id)).ResultsHash);
        await exam.MarkAsync(plan.Id, learners[0], ExamApp.Marks(80, 70, 90));
        Assert.Equal(marked.ResultsHash, (await exam.PlanAsync(plan.Id)).ResultsHash);
    }

    [Fact]
    public async Task Only_the_roles_of_the_single_operation_import()
    {
        await using var enrollment = await EnrollmentApp.StartAsync(Engine.Sqlite);

        await enrollment.App.As(Bpc, Roles.Coordinator).ImportAsync(Api, "learners", "studentNumber")
            .ShouldBeProblemAsync("forbidden", HttpStatusCode.Forbidden);
    }
}
