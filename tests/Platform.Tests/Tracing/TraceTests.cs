using Contracts.IndustryPartnership;
using Testing;

namespace Platform.Tests.Tracing;

/// <summary>A request's trace goes on through the outbox and the transport to the last consumer's statement.</summary>
public abstract class TraceTests
{
    private readonly Cooperation cooperation;
    private readonly OtlpCollector collector;

    private protected TraceTests(Cooperation cooperation, OtlpCollector collector) =>
        (this.cooperation, this.collector) = (cooperation, collector);

    [Theory]
    [InlineData("enrollment", "INSERT enrollment.organisation")]
    [InlineData("faculty-certification", "INSERT faculty.institution")]
    public async Task One_trace_leads_from_the_request_at_the_gateway_to_the_statement_of_a_consumer(string consumer, string statement)
    {
        var code = $"traced-{consumer}";
        using var reply = await cooperation.As(cooperation.Authority, Contracts.Roles.Authority)
            .PostAsync("/industry-partnership/v1/organisations", new { code, name = code, kind = OrganisationKind.SecondarySchool });
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        var trace = Assert.Single(reply.Headers.GetValues("Trace-Id"));

        IReadOnlyList<Span> path = [];
        await Eventually.TrueAsync(() =>
        {
            var spans = collector.Of(trace);
            path = spans.FirstOrDefault(span => span.Name == statement) is { } last ? PathTo(last, spans) : [];
            return Task.FromResult(path is [{ ParentId: "" }, ..]);
        }, () => $"Of trace {trace} there is:\n{string.Join('\n', collector.Of(trace))}");

        Assert.Equal(("gateway", Span.Server), (path[0].Service, path[0].Kind));
        Assert.Equal(["gateway", "industry-partnership", consumer], path.Select(span => span.Service).OfType<string>().Distinct());
        Assert.Contains(path, span => span.Name == "outbox relay");
    }

    // From its root, or from where a parent is not there yet.
    private static List<Span> PathTo(Span last, IReadOnlyList<Span> spans)
    {
        var path = new List<Span>();
        for (var span =
            last; span is not null; span = spans.FirstOrDefault(parent => parent.SpanId == path[0].ParentId)) path.Insert(0, span);
        return path;
    }
}

[Collection(WholePlatform.Name)]
public sealed class TraceOverRabbitMqTests(WholePlatform platform) : TraceTests(platform.Ground.Cooperation, platform.Collector);

[Collection(EmbeddedPlatform.Name)]
public sealed class TraceEmbeddedTests(EmbeddedPlatform platform) : TraceTests(platform.Ground.Cooperation, platform.Collector);
