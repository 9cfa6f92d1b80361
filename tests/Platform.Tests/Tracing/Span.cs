namespace Platform.Tests.Tracing;

/// <summary>What is read of a span.</summary>
/// <param name="Resource">The <c>service.name</c> of the process.</param>
/// <param name="TraceId">In hexadecimal.</param>
/// <param name="SpanId">In hexadecimal.</param>
/// <param name="ParentId">In hexadecimal; empty where it has none.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Kind">1 internal, 2 server, 3 client, 4 producer, 5 consumer.</param>
/// <param name="Tags">Those that are texts.</param>
internal sealed record Span(
    string Resource, string TraceId, string SpanId, string ParentId, string Name, ulong Kind, IReadOnlyDictionary<string, string> Tags)
{
    public const ulong Server = 2;

    /// <summary>The service that it says it is of, also where several share a process; null for spans that do not say.</summary>
    public string? Service => Tags.GetValueOrDefault("platform.service");

    /// <summary>The spans of an <c>ExportTraceServiceRequest</c>; the numbers are those of its .proto.</summary>
    public static IEnumerable<Span> ReadAll(byte[] request) =>
        from resourceSpans in Message.Read(request).All(1)
        let resource = Attributes(resourceSpans.One(1), 1).GetValueOrDefault("service.name", "")
        from scopeSpans in resourceSpans.All(2)
        from span in scopeSpans.All(2)
        select new Span(resource, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), span.Number(6), Attributes(span, 9));

    internal static Dictionary<string, string> Attributes(Message? owner, int number) =>
        owner?.All(number).GroupBy(pair => pair.Text(1)).ToDictionary(pairs => pairs.Key, pairs => pairs.Last().One(2)?.Text(1) ?? "")
            ?? [];
}
