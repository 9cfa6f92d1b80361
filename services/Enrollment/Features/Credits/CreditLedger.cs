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
        var judged = Due(links[^1], sources, decisions).ToList();
        for (var link = links.Count - 2; link >= 0; link--)
        {
            var known = sources.Select(source => source.Before(links[link + 1].KnownAt)).OfType<CreditSource>().ToList();
            foreach (var before in Due(links[link], known, decisions).GroupBy(one => one.Source.Id))
            {
                KeepAtRisk(judged, [.. before], links[^1].Number, decisions);
            }
        }
        return judged;
    }

    // A mapping that was agreed late undoes nothing by itself (D43): the credit of the mapping before stays until somebody decides.
    private static void KeepAtRisk(List<Judged> judged, IReadOnlyList<Judged> before, int mapping, IReadOnlyList<CreditDecision> decisions)
    {
        var now = judged.Where(one => one.Source.Id == before[0].Source.Id).ToList();
        if (now.Sum(one => one.Credits) >= before.Sum(one => one.Credits)) return;
        var newest = now[0].Source.Newest;
        var decision = decisions.LastOrDefault(one => one.Settles(before[0].Source, newest.Version, mapping));
        if (decision?.Decision == CreditDecision.TakeBack) return;
        var at = judged.IndexOf(now[0]);
        judged.RemoveAll(now.Contains);
        judged.InsertRange(at, before.Select(one => one with
        {
            Source = now[0].Source,
            Risk = new(CreditReason.MappingChanged, one.Version.Version, newest.Version, decision?.Decision),
        }));
    }

    // The earlier days come first; of one day, the lower identity.
    private static IEnumerable<Judged> Due(
        MappingLink link, IReadOnlyList<CreditSource> sources, IReadOnlyList<CreditDecision> decisions)
    {
        var left = link.Terms.Cap;
        var used = link.Terms.Lines.ToDictionary(line => line.Code, _ => 0);
        foreach (var source in sources.OrderBy(source => source.Newest.On).ThenBy(source => source.Id))
        {
            var meant = Meant(link.Terms.Lines, source);
            if (meant.Count == 0) yield return Judged.Nothing(source, link, source.Newest.Bar ?? CreditReason.NotMapped);
            foreach (var line in meant)
            {
                var judged = Judge(link, line, source, decisions);
                if (judged.Why == CreditReason.Earned)
                {
                    judged = used[line.Code] >= line.Times
                        ? judged with { Why = CreditReason.TimesUsed, Left = left }
                        : line.Credits > left
                            ? judged with { Why = CreditReason.CapReached, Credits = left, Left = left }
                            : judged with { Credits = line.Credits, Left = left };
                    if (judged.Why != CreditReason.TimesUsed) used[line.Code]++;
                    left -= judged.Credits;
                }
                yield return judged;
            }
        }
    }

    // A line that meant what was corrected counts only where the right record earns nothing else.
    private static List<MappingLine> Meant(IReadOnlyList<MappingLine> lines, CreditSource source)
    {
        var earns = lines.Any(line => WhyNot(source.Newest, line, source.Kind) is null);
        return [.. lines.Where(line => (earns ? [source.Newest] : source.Versions).Any(version => version.IsMeantBy(line, source.Kind)))];
    }

    private static Judged Judge(MappingLink link, MappingLine line, CreditSource source, IReadOnlyList<CreditDecision> decisions)
    {
        var newest = source.Newest;
        var why = WhyNot(newest, line, source.Kind);
        if (why is null) return new(source, newest, link, line, CreditReason.Earned);
        if (source.Versions.LastOrDefault(version => WhyNot(version, line, source.Kind) is null) is not { } held)
        {
            return new(source, newest, link, line, why);
        }

        // A record that was corrected or withdrawn earned before (D43).
        var decision = decisions.LastOrDefault(one => one.Settles(source, newest.Version, link.Number))?.Decision;
        return decision == CreditDecision.TakeBack
            ? new(source, newest, link, line, CreditReason.TakenBack)
            : new(source, held, link, line, CreditReason.Earned) { Risk = new(why, held.Version, newest.Version, decision) };
    }

    private static string? WhyNot(SourceVersion version, MappingLine line, string kind) =>
        version.IsMeantBy(line, kind) ? version.WhyNot(line, kind) : version.Bar ?? CreditReason.NotMapped;
}

/// <summary>A mapping that applies to a learner, and since when that is known.</summary>
internal sealed record MappingLink(int Number, DateOnly ValidFrom, MappingTerms Terms, DateTimeOffset KnownAt);

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

    /// <summary>A later correction is another risk, and needs another decision.</summary>
    public bool Settles(CreditSource source, int version, int mapping) =>
        SourceKind == source.Kind && SourceId == source.Id && SourceVersion == version && Mapping == mapping;
}
