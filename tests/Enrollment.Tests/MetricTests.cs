using static Enrollment.Tests.EnrollmentApp;
using static Enrollment.Tests.ExamApp;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>What whoever runs the service may watch of its domain.</summary>
public sealed class MetricTests
{
    [Theory, Engines]
    public async Task Metrics_count_things_by_state(Engine engine)
    {
        await using var exam = await ExamApp.StartAsync(engine);
        await exam.EnrolledAsync();
        await exam.SatAsync(exam.Exam(), [Marks(80), Marks(70), Marks(10)]);

        var learners = await exam.Enrollment.App.CountsAsync("platform.learners");
        var candidates = await exam.Enrollment.App.CountsAsync("platform.transfer_candidates");

        var listed = (await exam.By(Bpc).ListLearnersAsync()).Items.CountBy(learner => learner.State);
        Assert.Equal([1, 3], listed.Select(state => state.Value).Order());
        Assert.Equal(
            listed.Select(state => (state.Key, (long)state.Value)).Order(), learners.Select(state => (state.Key, state.Value)).Order());
        Assert.Equal([("failed", 1), ("passed", 2)], candidates.Select(state => (state.Key, state.Value)).Order());
    }
}
