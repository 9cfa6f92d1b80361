using System.Text.Json;

namespace AllInOne;

/// <summary>The sample's joint programme (<c>sample/curriculum.json</c>): modules and outcomes are illustrative.</summary>
/// <param name="FromMajor">The vocational major of the articulation.</param>
/// <param name="ToMajor">The undergraduate major that continues it.</param>
/// <param name="InForceFrom">The first day on which the programme is in force.</param>
/// <param name="Measures">The measures that it serves (S9).</param>
/// <param name="Unit">The university's unit where theory is taken (S20).</param>
/// <param name="Outcomes">What it aims at.</param>
/// <param name="Modules">What it teaches. A module comes after those that it needs.</param>
internal sealed record CurriculumSample(
    string FromMajor, string ToMajor, DateOnly InForceFrom, IReadOnlyList<string> Measures, string Unit,
    IReadOnlyList<CurriculumSample.Outcome> Outcomes, IReadOnlyList<CurriculumSample.Module> Modules)
{
    public sealed record Outcome(string Institution, string Code, string Text);

    public sealed record Module
    {
        public required string Institution { get; init; }
        public required string Code { get; init; }
        public required string Name { get; init; }
        public required int Hours { get; init; }
        public required int Credits { get; init; }
        public required string Kind { get; init; }
        public string? Unit { get; init; }
        public required int Stage { get; init; }
        public required int Term { get; init; }
        public required IReadOnlyList<string> Needs { get; init; }
        public required IReadOnlyList<string> LeadsTo { get; init; }
    }

    public static CurriculumSample Read()
    {
        using var json = typeof(CurriculumSample).Assembly.GetManifestResourceStream("curriculum.json")!;
        return JsonSerializer.Deserialize<CurriculumSample>(json, JsonSerializerOptions.Web)!;
    }
}
