namespace Platform.Tests.Tracing;

/// <summary>What is read of a counter.</summary>
internal static class Counter
{
    /// <summary>What each process in an <c>ExportMetricsServiceRequest</c> has counted; the numbers are those of its .proto.</summary>
    public static IEnumerable<(string Process, long Count)> ReadAll(byte[] request, string name) =>
        from resourceMetrics in Message.Read(request).All(1)
        let process = Span.Attributes(resourceMetrics.One(1), 1).GetValueOrDefault("service.name", "")
        from scopeMetrics in resourceMetrics.All(2)
        from metric in scopeMetrics.All(2)
        where metric.Text(1) == name
        select (process, metric.One(7)?.All(1).Sum(point => (long)point.Number(6)) ?? 0);
}
