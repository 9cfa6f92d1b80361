using System.Diagnostics;
using System.Text.Json;

namespace AllInOne;

internal sealed record ReportPair(string From, string To);

internal sealed record ReportFigure(string Name, string Institution, int N, int D, decimal? Value, bool Illustrative);

internal sealed record ReportStep(string Name, Activity Trace, TraceNode Tree);

/// <summary>What the tour saw, for a person and for a program.</summary>
internal sealed record Report(
    IReadOnlyList<ReportPair> Articulations, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<Refusal> Refusals, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ReportStep> Steps)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Articulations,
            Figures,
            Refusals = Refusals.Select(refusal => new { refusal.Rule, refusal.Status, refusal.Type }),
            Counts,
            Steps = Steps.Select(step => new { step.Name, TraceId = step.Trace.TraceId.ToString(), Services = step.Tree.Services.Distinct(), Ms = Math.Round(step.Trace.Duration.TotalMilliseconds, 1) }),
        },
        Indented);

    /// <summary>Where what was read back is not what the sample says: each a sentence.</summary>
    public IReadOnlyList<string> Unexpected(Sample sample)
    {
        var (cooperation, illustrative) = (sample.Cooperation, sample.Illustrative);
        var pairs = cooperation.Articulations.Select(pair => new ReportPair(pair.From, pair.To)).ToHashSet();
        var expected = new Dictionary<string, int>
        {
            ["organisations"] = sample.AllOrganisations.Count(),
            ["units"] = sample.AllOrganisations.Sum(organisation => organisation.Units.Count),
            ["staff counts"] = illustrative.Staff.Count,
            ["agreements"] = cooperation.Agreements.Count,
            ["signatures"] = cooperation.Agreements.Sum(agreement => agreement.Parties.Count),
            ["articulations"] = cooperation.Articulations.Count,
            ["learners"] = 1,
            ["slots"] = illustrative.Slots.Count + 1,
            ["placements"] = 1,
            ["credits"] = 1,
            ["teachers"] = illustrative.Teachers.InScope,
            ["decisions"] = illustrative.Teachers.Certified,
            ["certificates"] = illustrative.Teachers.Certified,
        };
        var wrong = expected.Where(kind => Counts[kind.Key] != kind.Value).Select(kind => $"{Counts[kind.Key]} {kind.Key}, not {kind.Value}").ToList();
        if (!pairs.SetEquals(Articulations)) wrong.Add("the articulations are not the paper's six");
        if (Figures.Any(figure => (figure.N, figure.D) != (illustrative.Teachers.Certified, illustrative.Teachers.InScope))) wrong.Add("the dual-qualified ratio is not the sample's");
        return wrong;
    }

    public void Print(TextWriter to)
    {
        foreach (var (index, step) in Steps.Index())
        {
            to.WriteLine();
            to.WriteLine($"{index + 1}. {step.Name}   trace {step.Trace.TraceId}");
            PrintTree(to, step.Tree, "   ");
        }
        Heading(to, "Articulations in force (read by a guest)");
        foreach (var pair in Articulations) to.WriteLine($"   {pair.From} → {pair.To}");
        Heading(to, "Refusals");
        foreach (var refusal in Refusals)
        {
            to.WriteLine($"   {refusal.Rule,-4} {refusal.Status} {refusal.Type}: {Member(refusal, "detail")}");
            to.WriteLine($"        facts:  {Member(refusal, "facts")}");
            if (refusal.Problem.TryGetProperty("change", out _)) to.WriteLine($"        change: {Member(refusal, "change")}");
        }
        Heading(to, "Figures (read by the authority)");
        foreach (var figure in Figures) to.WriteLine(FormattableString.Invariant($"   {figure.Name} of {figure.Institution}: {figure.N}/{figure.D} → {figure.Value:0.00} %{(figure.Illustrative ? "   (illustrative: the paper gives the percentage alone)" : "")}"));
        Heading(to, "Counts");
        foreach (var (kind, count) in Counts) to.WriteLine($"   {kind,-16} {count,5}");
    }

    private static void PrintTree(TextWriter to, TraceNode node, string indent)
    {
        to.WriteLine(FormattableString.Invariant($"{indent}{node.Milliseconds,9:0.0} ms  {node.Service}: {node.Name}{(node.Count > 1 ? $" × {node.Count}" : "")}"));
        foreach (var child in node.Children) PrintTree(to, child, indent + "  ");
    }

    private static void Heading(TextWriter to, string title)
    {
        to.WriteLine();
        to.WriteLine(title);
    }

    private static string Member(Refusal refusal, string name) => refusal.Problem.TryGetProperty(name, out var member) ? JsonSerializer.Serialize(member, OneLine).Trim('"') : "";

    private static readonly JsonSerializerOptions OneLine = new(JsonSerializerOptions.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
