using VocationalPlatform.Client.IndustryPartnership;

namespace AllInOne;

/// <param name="Whom">A learner by student number, or a teacher by staff number.</param>
/// <param name="Events">What happened to them, oldest first, each a line.</param>
internal sealed record Story(string Whom, IReadOnlyList<string> Events)
{
    /// <summary>
    /// The learners of the cohort, the internship and the credit of the first of them, the teacher whose certificate was revoked, one
    /// recognition in full, a suspended teacher, and a shared resource: all read back.
    /// </summary>
    public static async Task<IReadOnlyList<Story>> ReadAsync(Clients clients, Journey journey)
    {
        var stories = new List<Story>();
        var results = await journey.Exam.ResultsAsync();
        foreach (var learner in await journey.Cohort.LearnersAsync())
        {
            var diplomas = await journey.Cohort.DiplomasOfAsync(learner);
            stories.Add(new Story($"learner {learner.StudentNumber}, {learner.State}",
            [
                $"{learner.EnrolledOn:O}  enrolled at {learner.Institution}, for {learner.ToMajor} at {learner.ToInstitution}",
                .. results[learner.Id].Select(result => $"            transfer exam, sitting {result.Sitting}: {result.State}"),
                .. diplomas.Select(diploma => $"{diploma.AwardedOn:O}  {diploma.Kind} diploma of {diploma.Institution}"),
            ]));
        }
        stories.Add(new Story("the internship of the first of them", [.. (await journey.Internships.TimelineAsync()).Select(LineOf)]));
        stories.Add(new Story("the credit of the first of them, by the transcript", await journey.Credits.TranscriptAsync()));
        var panel = clients.Faculty("bpc-panel");
        var certificate = (await panel.ListCertificatesAsync(state: "revoked")).Items[0];
        var teacher = await panel.GetTeacherAsync(certificate.TeacherId);
        stories.Add(new Story($"teacher {teacher.StaffNumber}",
        [
            $"{certificate.ValidFrom:O}  certified as dual-qualified, {certificate.Level}",
            $"{certificate.RevokedOn:O}  certificate revoked: {certificate.RevocationReason}",
        ]));
        stories.Add(await journey.Certificates.StoryAsync());
        stories.Add(await journey.Suspended.StoryAsync());
        stories.Add(await journey.Resources.StoryAsync());
        return stories;
    }

    private static string LineOf(ReadTimelineEntry entry) => $"{entry.On:O}  {entry.Organisation}: {entry.What}";
}
