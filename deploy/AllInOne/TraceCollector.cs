using System.Collections.Concurrent;
using System.Diagnostics;
using Kernel.Hosting;
using OpenTelemetry;

namespace AllInOne;

/// <summary>Keeps the spans of the traces that the tour begins, from all hosts of the process.</summary>
internal sealed class TraceCollector : BaseProcessor<Activity>
{
    public const string SourceName = "Platform.Tour";

    private readonly ActivitySource source = new(SourceName);
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<Activity>> watched = new();

    /// <summary>Begins a trace of its own and keeps what becomes of it.</summary>
    public Activity Begin(string step)
    {
        Activity.Current = null;
        var root = source.StartActivity(step) ?? throw new InvalidOperationException("Nothing listens to the tour's traces.");
        watched[root.TraceId] = new ConcurrentQueue<Activity>();
        return root;
    }

    public override void OnEnd(Activity data)
    {
        if (watched.TryGetValue(data.TraceId, out var spans)) spans.Enqueue(data);
    }

    /// <summary>The spans of a trace as a tree, in which equal siblings are one node.</summary>
    public TraceNode TreeOf(Activity root)
    {
        var spans = watched[root.TraceId].ToList();
        var known = spans.Select(span => span.SpanId).ToHashSet();
        // A parent that was not recorded, such as a health request's, hands its children to the root.
        var children = spans.Where(span => span != root)
            .ToLookup(span => known.Contains(span.ParentSpanId) ? span.ParentSpanId : root.SpanId);
        return Merge("tour", root.DisplayName, [root], children);
    }

    private static TraceNode Merge(
        string service, string name, IReadOnlyList<Activity> spans, ILookup<ActivitySpanId, Activity> children) => new(
        service, name, spans.Count, spans.Sum(span => span.Duration.TotalMilliseconds),
        [
            .. spans.SelectMany(span => children[span.SpanId]).OrderBy(span => span.StartTimeUtc)
                .GroupBy(span => (Service: span.GetTagItem(Telemetry.ServiceTag) as string ?? service, Name: NameOf(span)))
                .Select(group => Merge(group.Key.Service, group.Key.Name, [.. group], children)),
        ]);

    private static string NameOf(Activity span) =>
        span.Kind == ActivityKind.Client && span.GetTagItem("http.request.method") is string method
            ? $"{method} (client)"
            : span.DisplayName;
}

/// <param name="Service">The service that the work was done in.</param>
/// <param name="Name">The span's name.</param>
/// <param name="Count">How many equal siblings it stands for.</param>
/// <param name="Milliseconds">Their time together.</param>
/// <param name="Children">What they caused.</param>
internal sealed record TraceNode(string Service, string Name, int Count, double Milliseconds, IReadOnlyList<TraceNode> Children)
{
    public IEnumerable<string> Services => Children.SelectMany(child => child.Services).Prepend(Service);
}
