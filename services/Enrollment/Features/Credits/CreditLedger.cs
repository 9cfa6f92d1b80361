namespace Enrollment.Features.Credits;

/// <summary>
/// D12: what each source of a learner earns. It is a function of the facts, so their order and number of arrival do not matter.
/// </summary>
internal static class CreditLedger
{
    /// <param name="links">
    /// The mapping that applies to the learner. Before it, those that applied while it was not known, from the oldest.
    /// </param>
    /// <param name="sources">The learner's sources; at least one version of each.</param>
    /// <param name="decisions">What was decided about credit at risk, from the oldest.</param>
    public static IReadOnlyList<Judged> Of(
        IReadOnlyList<MappingLink> links, IReadOnlyList<CreditSource> sources, IReadOnlyList<CreditDecision> decisions)
    {
        var link = links[^1];
        if (links.Count == 1) return Due(link, sources, decisions, []);
        var known = sources.Select(source => source.Before(link.KnownAt)).OfType<CreditSource>().ToList();
        var before = Of([.. links.SkipLast(1)], known, decisions).ToLookup(one => one.Source.Id);
        return Changed(link, sources, decisions, before);
    }

    // Another mapping undoes nothing by itself (D43): the credit of the one before stays until somebody decides, and takes its part of the
    // cap. So a source may lose its credit to one that stays, and stays too.
    private static List<Judged> Changed(
        MappingLink link, IReadOnlyList<CreditSource> sources, IReadOnlyList<CreditDecision> decisions, ILookup<Guid, Judged> before)
    {
        Dictionary<Guid, IReadOnlyList<Judged>> kept = [];
        while (true)
        {
            var now = Due(link, sources, decisions, kept).ToLookup(one => one.Source.Id);
            var changes = sources.Where(source => !kept.ContainsKey(source.Id))
                .Select(source => Change.Of(link, source, decisions, [.. before[source.Id]], [.. now[source.Id]])).ToList();
            var staying = changes.Where(change => change.IsLost).ToList();
            if (staying.Count == 0) staying = [.. changes.Where(change => change.IsGivenBack)];
            if (staying.Count == 0) return [.. now.SelectMany(own => changes.Find(change => change.Is(own.Key))?.ToShow() ?? [.. own])];
            foreach (var change in staying) kept[change.Source.Id] = change.ToKeep();
        }
    }

    // What another mapping makes of the credit of a source.
    private sealed record Change(
        MappingLink Link, CreditSource Source, string? Decision, IReadOnlyList<Judged> Before, IReadOnlyList<Judged> Now)
    {
        private int Had => Before.Sum(one => one.Credits);
        private int Has => Now.Sum(one => one.Credits);
        private int Version => Source.Newest.Version;
        private bool IsTakenBack => Decision == CreditDecision.TakeBack;

        // A mapping that is recorded late may give credit to whoever was enrolled before. That is for somebody to decide too.
        private bool IsGained => Has > Had && Link.IsLate && Source.Before(Link.KnownAt) is not null;

        public bool IsLost => Had > Has && !IsTakenBack;
        public bool IsGivenBack => IsGained && IsTakenBack;

        public static Change Of(
            MappingLink link, CreditSource source, IReadOnlyList<CreditDecision> decisions, IReadOnlyList<Judged> before,
            IReadOnlyList<Judged> now) => new(
                link, source, decisions.LastOrDefault(one => one.Settles(source) && one.RecordedAt >= link.KnownAt)?.Decision, before, now);

        public bool Is(Guid source) => Source.Id == source;

        public IReadOnlyList<Judged> ToKeep() => IsLost
            ? [.. Before.Select(one => one with
            {
                Source = Source,
                Risk = new(
                    one.Risk?.Why ?? CreditReason.MappingChanged, one.Version.Version, Version,
                    Decision ?? (one.Risk?.Newest == Version ? one.Risk.Decision : null)),
            })]
            : Had > 0 ? [.. Before.Select(one => one with { Source = Source })]
            : [Judged.Nothing(Source, Link, CreditReason.TakenBack)];

        public IReadOnlyList<Judged> ToShow() => IsGained
            ? [.. Now.Select(one => one with { Risk = one.Risk ?? new(CreditReason.MappingLate, Version, Version, Decision) })]
            : Now;
    }

    // The earlier days come first; of one day, the lower identity.
    private static List<Judged> Due(
        MappingLink link, IReadOnlyList<CreditSource> sources, IReadOnlyList<CreditDecision> decisions,
        Dictionary<Guid, IReadOnlyList<Judged>> kept)
    {
        var staying = kept.Values.SelectMany(own => own).Where(one => one.Credits > 0).ToList();
        var left = Math.Max(0, link.Terms.Cap - staying.Sum(one => one.Credits));
        var used = staying.Select(one => one.Line).OfType<MappingLine>().CountBy(link.KeyOf).ToDictionary();
        List<Judged> due = [];
        foreach (var source in sources.OrderBy(source => source.Newest.On).ThenBy(source => source.Id))
        {
            if (kept.TryGetValue(source.Id, out var stays))
            {
                due.AddRange(stays);
                continue;
            }
            var meant = Meant(link, source, decisions);
            if (meant.Count == 0) due.Add(Judged.Nothing(source, link, source.Newest.Bar ?? CreditReason.NotMapped));
            foreach (var line in meant)
            {
                var judged = Judge(link, line, source, decisions);
                if (judged.Why == CreditReason.Earned)
                {
                    var times = used.GetValueOrDefault(link.KeyOf(line));
                    judged = times >= line.Times
                        ? judged with { Why = CreditReason.TimesUsed, Left = left }
                        : line.Credits > left
                            ? judged with { Why = CreditReason.CapReached, Credits = left, Left = left }
                            : judged with { Credits = line.Credits, Left = left };
                    if (judged.Why != CreditReason.TimesUsed) used[link.KeyOf(line)] = times + 1;
                    left -= judged.Credits;
                }
                due.Add(judged);
            }
        }
        return due;
    }

    // A record that was corrected to less keeps what it earned, until somebody decides (D43). Otherwise a line that meant what was
    // corrected counts only where the right record earns nothing else.
    private static List<MappingLine> Meant(MappingLink link, CreditSource source, IReadOnlyList<CreditDecision> decisions)
    {
        var lines = link.Terms.Lines;
        if (!Earns(link, source)) return [.. lines.Where(line => source.Versions.Any(version => version.IsMeantBy(line, source.Kind)))];
        var most = Held(link, source).OrderByDescending(version => Worth(version, link, source.Kind)).First();
        return Worth(most, link, source.Kind) > Worth(source.Newest, link, source.Kind) && !IsTakenBack(source, decisions)
            ? [.. lines.Where(line => WhyNot(most, line, source.Kind) is null)]
            : [.. lines.Where(line => source.Newest.IsMeantBy(line, source.Kind))];
    }

    // The newest version, and those that were replaced while the mapping applied. What was replaced before never earned by it.
    private static IEnumerable<SourceVersion> Held(MappingLink link, CreditSource source) => source.Versions.Where(
        (_, at) => at == source.Versions.Count - 1 || source.Versions[at + 1].RecordedAt >= link.KnownAt);

    private static bool Earns(MappingLink link, CreditSource source) =>
        link.Terms.Lines.Any(line => WhyNot(source.Newest, line, source.Kind) is null);

    private static int Worth(SourceVersion version, MappingLink link, string kind) =>
        link.Terms.Lines.Where(line => WhyNot(version, line, kind) is null).Sum(line => line.Credits);

    // A decision stays with the source, whatever the mapping.
    private static CreditDecision? Decided(CreditSource source, IReadOnlyList<CreditDecision> decisions) =>
        decisions.LastOrDefault(one => one.Settles(source));

    private static bool IsTakenBack(CreditSource source, IReadOnlyList<CreditDecision> decisions) =>
        Decided(source, decisions)?.Decision == CreditDecision.TakeBack;

    private static Judged Judge(MappingLink link, MappingLine line, CreditSource source, IReadOnlyList<CreditDecision> decisions)
    {
        var newest = source.Newest;
        var why = WhyNot(newest, line, source.Kind);
        if (why is null) return new(source, newest, link, line, CreditReason.Earned);
        if (!source.Versions.Any(version => WhyNot(version, line, source.Kind) is null)) return new(source, newest, link, line, why);

        // A record that was corrected or withdrawn earned before (D43).
        if (IsTakenBack(source, decisions)) return new(source, newest, link, line, CreditReason.TakenBack);
        if (Held(link, source).LastOrDefault(version => WhyNot(version, line, source.Kind) is null) is not { } held)
        {
            return new(source, newest, link, line, why);
        }
        var lost = why == CreditReason.NotMapped && Earns(link, source) ? CreditReason.CorrectedToLess : why;
        return new(source, held, link, line, CreditReason.Earned)
        {
            Risk = new(lost, held.Version, newest.Version, Decided(source, decisions)?.Decision),
        };
    }

    private static string? WhyNot(SourceVersion version, MappingLine line, string kind) =>
        version.IsMeantBy(line, kind) ? version.WhyNot(line, kind) : version.Bar ?? CreditReason.NotMapped;
}

/// <summary>A mapping that applies to a learner, and since when that is known.</summary>
internal sealed record MappingLink(int Number, DateOnly ValidFrom, MappingTerms Terms, DateTimeOffset KnownAt)
{
    /// <summary>Whether a module is earned once by all lines together, or once by each of them.</summary>
    public bool ByModule { get; init; }

    /// <summary>Whether it was recorded late, after the enrolment (D43).</summary>
    public bool IsLate { get; init; }

    /// <summary>What a line's times count.</summary>
    public string KeyOf(MappingLine line) => ByModule ? line.Module : line.Code;
}

/// <summary>What a source earns by a line of a mapping, or why it earns nothing.</summary>
internal sealed record Judged(CreditSource Source, SourceVersion Version, MappingLink Link, MappingLine? Line, string Why)
{
    /// <summary>In tenths of a credit.</summary>
    public int Credits { get; init; }

    /// <summary>What the cap left before, in tenths.</summary>
    public int? Left { get; init; }

    public CreditRisk? Risk { get; init; }

    public static Judged Nothing(CreditSource source, MappingLink link, string why) => new(source, source.Newest, link, null, why);
}

/// <summary>A decision about credit whose source was corrected or withdrawn, or whose mapping was replaced (D43).</summary>
internal sealed record CreditDecision
{
    public const string Keep = "keep";
    public const string TakeBack = "take-back";

    public required Guid Id { get; init; }
    public required string SourceKind { get; init; }
    public required Guid SourceId { get; init; }
    public required int SourceVersion { get; init; }
    public required int Mapping { get; init; }
    public required string Decision { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Whether it is about the source as it is known. A later correction is another risk, and needs another decision.</summary>
    public bool Settles(CreditSource source) =>
        SourceKind == source.Kind && SourceId == source.Id && SourceVersion == source.Newest.Version;
}
