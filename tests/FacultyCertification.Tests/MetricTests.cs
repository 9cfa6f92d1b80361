using static FacultyCertification.Tests.FacultyApp;
using Testing;

namespace FacultyCertification.Tests;

/// <summary>What whoever runs the service may watch of its domain.</summary>
public sealed class MetricTests
{
    [Theory, Engines]
    public async Task Metrics_count_things_by_state(Engine engine)
    {
        await using var faculty = await FacultyApp.StartAsync(engine);
        for (var number = 0; number < 3; number++) await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, Day);
        var revoked = await faculty.CertifyAsync((await faculty.RegisterAsync()).Id, Day.AddDays(-10));
        await faculty.RevokeAsync(revoked.Id, Day);
        await faculty.DraftAsync((await faculty.RegisterAsync()).Id);

        var certificates = await faculty.App.CountsAsync("platform.certificates");
        var applications = await faculty.App.CountsAsync("platform.recognition_applications");

        Assert.Equal([("certified", 3), ("revoked", 1)], certificates.Select(state => (state.Key, state.Value)).Order());
        Assert.Equal([("certified", 4), ("draft", 1)], applications.Select(state => (state.Key, state.Value)).Order());
    }
}
