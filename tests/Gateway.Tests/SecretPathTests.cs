using System.Collections.Concurrent;
using System.Diagnostics;
using Kernel.Hosting;
using Testing;

namespace Gateway.Tests;

public sealed class SecretPathTests
{
    [Theory]
    [InlineData("guardian-consents")]
    [InlineData("mentor-assessments")]
    public async Task A_link_is_in_no_span_that_its_request_leaves(string links)
    {
        var token = System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => Telemetry.Sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var gateway = await GatewayApp.StartAsync();

        using var reply = await gateway.GetAsync($"/industry-partnership/v1/{links}/{token}");

        Assert.Equal($"/industry-partnership/v1/{links}/{token}", Assert.Single(gateway.Partnership.Seen).PathAndQuery);
        var trace = reply.Headers.GetValues("Trace-Id").Single();
        await Eventually.TrueAsync(() => Task.FromResult(Of(ActivityKind.Server).Any() && Of(ActivityKind.Client).Any()));
        Assert.Contains(Of(ActivityKind.Server), span => Equals(span.GetTagItem("url.path"), $"/industry-partnership/v1/{links}/{{token}}"));
        Assert.Contains(Of(ActivityKind.Client), span => span.GetTagItem("url.full") is string url && url.EndsWith($"/{links}/{{token}}", StringComparison.Ordinal));
        Assert.DoesNotContain(ended, span => span.DisplayName.Contains(token, StringComparison.Ordinal) || span.TagObjects.Any(tag => tag.Value?.ToString()?.Contains(token, StringComparison.Ordinal) == true));

        IEnumerable<Activity> Of(ActivityKind kind) => ended.Where(span => span.TraceId.ToString() == trace && span.Kind == kind);
    }
}
