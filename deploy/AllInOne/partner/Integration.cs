using VocationalPlatform.Client;
using VocationalPlatform.Client.Enrollment;

namespace Partner;

/// <summary>The student system of an institution, connected both ways: its learners go in, and what changes comes out.</summary>
internal sealed class Integration(HttpClient http, Uri hook, Receiver receiver)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly EnrollmentClient enrollment = new(http);
    private readonly LearnerCopy copy = new(new ChangeFeed(http, "enrollment"));
    private readonly Upload upload = new(new EnrollmentClient(http));
    private Task following = Task.CompletedTask;

    /// <exception cref="ApiException">The platform refused something.</exception>
    public async Task RunAsync()
    {
        using var stop = new CancellationTokenSource();
        following = copy.FollowAsync(stop.Token);
        await UntilAsync(() => copy.IsComplete);
        Console.WriteLine($"The feed's snapshot has {copy.Learners.Count()} learners.");

        var webhook = await enrollment.CreateWebhookAsync(
            new() { Address = hook.ToString(), Kinds = ["learner"], Secret = receiver.Secret });
        Console.WriteLine($"Webhook {webhook.Id} sends to {hook}.");
        try
        {
            await ImportAsync();
            await CorrectAsync();
            await EraseAsync();
        }
        finally
        {
            await enrollment.DeleteWebhookAsync(webhook.Id, webhook.Version);
            await stop.CancelAsync();
        }
        Console.WriteLine("Done.");
    }

    private async Task ImportAsync()
    {
        var before = copy.Learners.Count();
        var job = await upload.SendAsync(Upload.Learners());
        var accepted = job.Accepted;
        if (job.Refused > 0) accepted += (await upload.SendAsync(await upload.MendAsync(job))).Accepted;
        await UntilAsync(() => copy.Learners.Count() >= before + accepted);
        Console.WriteLine($"The feed has told of {accepted} new learners.");
    }

    // D43: a mistake in the record, with the reason. Both values stay readable.
    private async Task CorrectAsync()
    {
        var learner = Enrolled().First();
        var corrected = await enrollment.CorrectLearnerAsync(
            learner.Id, new() { Reason = "Wrong in the application.", BirthDate = learner.BirthDate.AddDays(1) });
        await UntilAsync(() => receiver.WasTold(learner.Id, corrected.Version));
        // A webhook has ids alone. The rest is fetched with the own token.
        var fetched = await enrollment.GetLearnerAsync(learner.Id);
        Console.WriteLine(
            $"{fetched.StudentNumber} has the birth date {fetched.BirthDate:yyyy-MM-dd}. A webhook told of version {corrected.Version}.");
    }

    // D44: data that are still needed are not erased, so the learner has left before.
    private async Task EraseAsync()
    {
        var learner = Enrolled().Last();
        await enrollment.WithdrawLearnerAsync(learner.Id, new() { Reason = "Moved away." });
        var erasure = await enrollment.AskErasureAsync(learner.Id, new() { Reason = "The learner asked the registrar for it." });
        Console.WriteLine($"{learner.StudentNumber} will be erased on {erasure.DueOn:yyyy-MM-dd}. Waiting for it.");
        await UntilAsync(() => !copy.Has(learner.Id));
        Console.WriteLine($"The feed no longer has {learner.StudentNumber}, and the copy deleted it.");
    }

    private IEnumerable<Learner> Enrolled() => copy.Learners.Where(learner =>
        learner.State == "enrolled" && learner.StudentNumber.StartsWith("PA26-", StringComparison.Ordinal));

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            if (following.IsCompleted) await following;
            await Task.Delay(Pause);
        }
    }
}
