using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AllInOne.Steps;
using VocationalPlatform.Client.Enrollment;
using VocationalPlatform.Client.FacultyCertification;

namespace AllInOne;

internal sealed record ReportPair(string From, string To);

/// <param name="Name">What it is a share of.</param>
/// <param name="Institution">Whose.</param>
/// <param name="N">The numerator.</param>
/// <param name="D">The denominator.</param>
/// <param name="Value">Per cent; null where the denominator is 0.</param>
/// <param name="AsOf">The day that it is true of.</param>
/// <param name="KnownOn">As it was known on this day, where one was asked for.</param>
/// <param name="Illustrative">The paper gives the percentage at the most, never the numbers.</param>
internal sealed record ReportFigure(
    string Name, string Institution, int N, int D, decimal? Value, DateOnly AsOf, DateOnly? KnownOn, bool Illustrative)
{
    public static ReportFigure Of(DualQualifiedRatioFigure ratio) => new(
        ratio.Name, ratio.Institution,
        ratio.Numerator, ratio.Denominator, PerCent(ratio.Value), ratio.AsOf, ratio.KnownOn, Illustrative: true);

    public static ReportFigure Of(TransferPassRateFigure rate) => new(
        rate.Name,
        $"{rate.FromInstitution} → {rate.ToInstitution}, cohort {rate.Cohort}",
        rate.Numerator, rate.Denominator, PerCent(rate.Value), rate.AsOf, rate.KnownOn, Illustrative: true);

    public static ReportFigure Of(GroupFigure figure) => new(
        figure.Measure,
        $"articulation of cohort {figure.Cohort}, {figure.NotRecorded} without a record",
        figure.Numerator, figure.Denominator, PerCent(figure.Value), figure.AsOf, figure.KnownOn, Illustrative: true);

    private static decimal? PerCent(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}

internal sealed record ReportStep(string Name, Activity Trace, TraceNode Tree);

/// <summary>What the tour saw, for a person and for a program.</summary>
internal sealed record Report(
    IReadOnlyList<ReportPair> Articulations, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<Story> Stories,
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ReportStep> Steps)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What the joint programme teaches, twice or nowhere: each a line.</summary>
    public IReadOnlyList<string> Curriculum { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Articulations,
            Curriculum,
            Figures,
            Stories,
            Refusals = Refusals.Select(refusal => new
            {
                refusal.Rule,
                refusal.Problem.Status,
                refusal.Problem.Type,
                refusal.What,
                refusal.Problem.Detail,
                refusal.Problem.Facts,
                refusal.Problem.Change,
                refusal.Mended,
            }),
            Counts,
            Steps = Steps.Select(step => new
            {
                step.Name,
                TraceId = step.Trace.TraceId.ToString(),
                Services = step.Tree.Services.Distinct(),
                Ms = Math.Round(step.Trace.Duration.TotalMilliseconds, 1),
            }),
        },
        Indented);

    /// <summary>Where what was read back is not what the sample says: each a sentence.</summary>
    public IReadOnlyList<string> Unexpected(Sample sample)
    {
        var (cooperation, illustrative) = (sample.Cooperation, sample.Illustrative);
        var pairs = cooperation.Articulations.Select(pair => new ReportPair(pair.From, pair.To)).ToHashSet();
        var curriculum = CurriculumSample.Read();
        var cohort = illustrative.Cohort;
        var passed = cohort.Learners.Count(learner => Passes(cohort, learner.Sittings[^1]));
        var expected = new Dictionary<string, int>
        {
            ["organisations"] = sample.AllOrganisations.Count(),
            ["units"] = sample.AllOrganisations.Sum(organisation => organisation.Units.Count),
            ["staff counts"] = illustrative.Staff.Count,
            ["agreements"] = cooperation.Agreements.Count,
            ["signatures"] = cooperation.Agreements.Sum(agreement => agreement.Parties.Count),
            ["leads of the consortium"] = cooperation.Consortium.Leads.Count,
            ["bases"] = 2,
            ["bases where UAV operation is trained"] = 1,
            ["projects with one enterprise"] = illustrative.Projects.Count,
            ["milestones"] = illustrative.Projects.Sum(project => project.Milestones.Count),
            ["measures that find something"] = Contracts.Measure.All.Count,
            ["days of practice that count"] = illustrative.Practice.Days,
            ["articulations"] = cooperation.Articulations.Count,
            ["modules"] = curriculum.Modules.Count,
            ["learning outcomes"] = curriculum.Outcomes.Count,
            ["programmes in force"] = 1,
            ["learners"] = cohort.Learners.Count + 1 + StudentLife.Added.Learners,
            ["slots"] = illustrative.Slots.Count + 2,
            ["placements"] = 2,
            ["credits"] = 1 + illustrative.Credited.Certificates.Count,
            ["associate diplomas"] = cohort.Learners.Count,
            ["bachelor diplomas"] = passed,
            ["learners with the associate diploma alone"] = cohort.Learners.Count - passed,
            ["graduates"] = passed + StudentLife.Added.Graduates,
            ["teachers"] = illustrative.Teachers.InScope,
            ["certificates"] = illustrative.Teachers.Certified,
            ["revoked certificates"] = 1,
        };
        var (certified, inScope) = (illustrative.Teachers.Certified, illustrative.Teachers.InScope);
        var first = cohort.Learners.Count(learner => Passes(cohort, learner.Sittings[0]));
        (int N, int D)[] figures =
        [
            (certified - 1, inScope), (certified - 1, inScope), (certified, inScope), (first, cohort.Learners.Count),
            (passed, cohort.Learners.Count), (passed, cohort.Learners.Count), (1, passed), (1, passed),
        ];

        var wrong = expected.Where(kind => Counts[kind.Key] != kind.Value)
            .Select(kind => $"{Counts[kind.Key]} {kind.Key}, not {kind.Value}")
            .ToList();
        if (!pairs.SetEquals(Articulations)) wrong.Add("the articulations are not the paper's six");
        if (!Figures.Select(figure => (figure.N, figure.D)).SequenceEqual(figures))
        {
            wrong.Add($"the figures are not {string.Join(", ", figures.Select(figure => $"{figure.N}/{figure.D}"))}");
        }
        return wrong;
    }

    private static bool Passes(Sample.Followed cohort, IReadOnlyList<decimal>? marks) =>
        marks?.Zip(cohort.Exam.Components, (mark, component) => mark * component.Weight).Sum() >= cohort.Exam.PassMark;

    /// <summary>What happened to whom first, then what was refused, the figures and the counts; the traces come last, where they are asked
    /// for.</summary>
    public void Print(TextWriter to, bool traces)
    {
        Heading(to, "What happened to whom");
        foreach (var story in Stories)
        {
            to.WriteLine($"   {story.Whom}");
            foreach (var line in story.Events) to.WriteLine($"        {line}");
        }
        Heading(to, "What was refused, and what would pass");
        foreach (var refusal in Refusals)
        {
            to.WriteLine($"   {refusal.Rule,-4} {refusal.What}");
            var problem = refusal.Problem;
            to.WriteLine($"        {problem.Status} {problem.Type}: {problem.Detail}");
            to.WriteLine($"        facts:  {Line(problem.Facts)}");
            if (problem.Change is not null) to.WriteLine($"        change: {Line(problem.Change)}");
            if (refusal.Mended is not null) to.WriteLine($"        mended: {refusal.Mended}");
        }
        Heading(to, "Figures (read by the authority)");
        foreach (var figure in Figures)
        {
            var known = figure.KnownOn is { } on ? $", as known on {on:O}" : "";
            to.WriteLine(FormattableString.Invariant(
                $"   {figure.Name,-21} {figure.Institution}, as of {figure.AsOf:O}{known}: {figure.N}/{figure.D} → {figure.Value:0.00} %"));
        }
        to.WriteLine("   (The numbers are illustrative: the paper gives percentages alone.)");
        Heading(to, "Articulations in force (read by a guest)");
        foreach (var pair in Articulations) to.WriteLine($"   {pair.From} → {pair.To}");
        Heading(to, "What the joint programme teaches (read by a guest)");
        foreach (var line in Curriculum) to.WriteLine($"   {line}");
        to.WriteLine("   (Modules and outcomes are illustrative.)");
        Heading(to, "Counts");
        foreach (var (kind, count) in Counts) to.WriteLine($"   {kind,-41} {count,4}");
        if (!traces) return;

        Heading(to, "Traces");
        foreach (var (index, step) in Steps.Index())
        {
            to.WriteLine();
            to.WriteLine($"{index + 1}. {step.Name}   trace {step.Trace.TraceId}");
            PrintTree(to, step.Tree, "   ");
        }
    }

    private static void PrintTree(TextWriter to, TraceNode node, string indent)
    {
        to.WriteLine(FormattableString.Invariant(
            $"{indent}{node.Milliseconds,9:0.0} ms  {node.Service}: {node.Name}{(node.Count > 1 ? $" × {node.Count}" : "")}"));
        foreach (var child in node.Children) PrintTree(to, child, indent + "  ");
    }

    private static void Heading(TextWriter to, string title)
    {
        to.WriteLine();
        to.WriteLine(title);
    }

    private static string Line(JsonElement? member) => member is null ? "" : JsonSerializer.Serialize(member, OneLine);

    private static readonly JsonSerializerOptions OneLine = new(
        JsonSerializerOptions.Web)
    { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
