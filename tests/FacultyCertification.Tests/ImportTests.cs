using Contracts.FacultyCertification;
using Testing;

namespace FacultyCertification.Tests;

/// <summary>Teachers and the ends of their employments in bulk.</summary>
public sealed class ImportTests
{
    private const string Api = FacultyApp.Api;

    [Theory, Engines]
    public async Task D14_rows_register_teachers_like_requests(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        const string Upload = """
            staffNumber,category,employedFrom,person,unit,subjects,kind,enterprise
            I-1,specialist,2019-09-01,person-1,mechatronics,Robotics; PLC programming,,
            I-2,internship-instructor,2019-09-01,,,,part-time,dji
            I-3,cook,2019-09-01,,,,,
            I-4,specialist,2019-09-01,person-1,,,,
            I-2,internship-instructor,2019-09-01,,,,part-time,dji
            I-2,specialist,2019-09-01,,,,,
            I-5,specialist,2019-09-01,,,,part-time,
            """;

        var job = await faculty.Office.EndedAsync(faculty.Office.ImportAsync(Api, "teachers", Upload));

        Assert.Equal((7L, 2L, 1L, 4L), job.Counts());
        Assert.Equal(
            ["3 category validation", "4 employedFrom person-employed", "6 staffNumber staff-number-taken", "7 enterprise validation"],
            Uploads.Rows(await faculty.Office.ReportAsync(Api, job))
                .Select(row => $"{row["_row"]} {row["_column"]} {row["_problem"].Split('/')[^1]}"));
        var told = (await faculty.App.PublishedAsync<TeacherEmployedV1>()).Select(one => one.Teacher).ToList();
        Assert.Equal(2, told.Count);
        Assert.Equal(
            ["Robotics", "PLC programming"], Assert.Single((await faculty.By().ListTeachersAsync(staffNumber: "I-1")).Items).Subjects);
        Assert.Equal((7L, 0L, 3L, 4L), (await faculty.Office.EndedAsync(faculty.Office.ImportAsync(Api, "teachers", Upload))).Counts());
    }

    [Theory, Engines]
    public async Task D41_rows_record_last_days_like_requests(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        await faculty.Office.EndedAsync(faculty.Office.ImportAsync(
            Api, "teachers", "staffNumber,category,employedFrom\nI-1,specialist,2019-09-01\nI-2,specialist,2019-09-01"));

        var job = await faculty.Office.EndedAsync(faculty.Office.ImportAsync(
            Api, "employments", "staffNumber,lastDay\nI-1,2026-08-31\nI-2,2018-01-01\nI-9,2026-08-31\nI-1,2026-08-31\nI-1,2026-09-30"));

        Assert.Equal((5L, 1L, 1L, 3L), job.Counts());
        Assert.Equal(
            ["2 lastDay departure-before-employment 2019-09-01", "3 staffNumber not-found ", "5 lastDay already-departed "],
            Uploads.Rows(await faculty.Office.ReportAsync(Api, job)).Select(row =>
                $"{row["_row"]} {row["_column"]} {row["_problem"].Split('/')[^1]} {row["_change"].Split('"').ElementAtOrDefault(3)}"));
        var departed = Assert.Single((await faculty.By().ListTeachersAsync()).Items, teacher => teacher.LastDay is not null);
        Assert.Equal(("I-1", new DateOnly(2026, 8, 31)), (departed.StaffNumber, departed.LastDay!.Value));
    }
}
