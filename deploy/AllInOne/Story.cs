using System.Text.Json;
using static AllInOne.Steps.Paths;

namespace AllInOne;

/// <param name="Whom">A learner by student number, or a teacher by staff number.</param>
/// <param name="Events">What happened to them, oldest first, each a line.</param>
internal sealed record Story(string Whom, IReadOnlyList<string> Events)
{
    /// <summary>The learners of the cohort, the internship of the first of them, and the teacher whose certificate was revoked: all read back.</summary>
    public static async Task<IReadOnlyList<Story>> ReadAsync(Clients clients, Journey journey)
    {
        var stories = new List<Story>();
        var results = await journey.Exam.ResultsAsync();
        foreach (var learner in await journey.Cohort.LearnersAsync())
        {
            List<string> events = [$"{learner.Date("enrolledOn"):O}  enrolled at {learner.Text("institution")}, for {learner.Text("toMajor")} at {learner.Text("toInstitution")}"];
            events.AddRange(results[learner.Id()].Select(result => $"            transfer exam, sitting {result.GetProperty("sitting").GetInt32()}: {result.Text("state")}"));
            events.AddRange((await journey.Cohort.DiplomasOfAsync(learner)).Select(diploma => $"{diploma.Date("awardedOn"):O}  {diploma.Text("kind")} diploma of {diploma.Text("institution")}"));
            stories.Add(new Story($"learner {learner.Text("studentNumber")}, {learner.Text("state")}", events));
        }
        stories.Add(new Story("the internship of the first of them", [.. (await journey.Internships.TimelineAsync()).Select(LineOf)]));
        var certificate = (await clients.FindAsync("bpc-panel", $"{Faculty}/certificates?state=revoked", _ => true))!.Value;
        var teacher = await clients.GetAsync("bpc-panel", $"{Faculty}/teachers/{certificate.Text("teacherId")}");
        stories.Add(new Story($"teacher {teacher.Text("staffNumber")}",
        [
            $"{certificate.Date("validFrom"):O}  certified as dual-qualified, {certificate.Text("level")}",
            $"{certificate.Date("revokedOn"):O}  certificate revoked: {certificate.Text("revocationReason")}",
        ]));
        return stories;
    }

    private static string LineOf(JsonElement entry) => $"{entry.Date("on"):O}  {entry.Text("organisation")}: {entry.Text("what")}";
}
