using System.Collections.Concurrent;
using System.Diagnostics;
using Kernel.Hosting;

namespace Kernel.Tests.Shelf;

/// <summary>Every span that a trace is made of, of all tests that run.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ActivityListener listener;

    public Spans()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => Telemetry.Sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public bool Has(string trace, string name) => Of(trace).Any(span => span.DisplayName == name);

    public bool IsWithin(string trace, string name, string ancestor)
    {
        var spans = Of(trace).ToDictionary(span => span.SpanId);
        for (var span = spans.Values.First(span => span.DisplayName == name); spans.TryGetValue(
            span.ParentSpanId, out var parent); span = parent)
        {
            if (parent.DisplayName == ancestor) return true;
        }
        return false;
    }

    public void Dispose() => listener.Dispose();

    private IEnumerable<Activity> Of(string trace) => ended.Where(span => span.TraceId.ToString() == trace);
}
