using Contracts.IndustryPartnership;
using Enrollment.Features.Equivalences;

namespace Enrollment.Features.Credits;

/// <summary>D11: which modules passed elsewhere stand for which modules here, by the agreed equivalences.</summary>
internal static class ModuleMatch
{
    private static readonly string[] Grades = [Grade.Pass, Grade.Good, Grade.Excellent];

    /// <param name="modules">The passed modules, with the versions that are known.</param>
    /// <param name="agreed">
    /// What was agreed for the day of enrolment, from the oldest, with the moment of its record. Each correction of the day has its own.
    /// </param>
    /// <returns>
    /// A source for each set that stands for something, and for each module of no such set. A set is named by its first module, and each
    /// module counts in one set. What a correction of a module or of the enrolment replaced comes first in a source's versions.
    /// </returns>
    public static IReadOnlyList<CreditSource> Of(
        IReadOnlyList<PassedModule> modules, IReadOnlyList<(DateTimeOffset RecordedAt, IReadOnlyList<Equivalence> InForce)> agreed)
    {
        if (modules.Count == 0) return [];
        var corrections = modules.SelectMany(module => module.Versions.Skip(1)).Select(version => version.RecordedAt)
            .Concat(agreed.Skip(1).Select(one => one.RecordedAt)).Distinct().Order();
        var views = corrections.Prepend(DateTimeOffset.MinValue).Select(at => Judge(
            [.. modules.Select(module => new Passed(
                module.Id, module.Versions.LastOrDefault(version => version.RecordedAt <= at, module.Versions[0])))],
            agreed.LastOrDefault(one => one.RecordedAt <= at, agreed[0]).InForce, at)).ToList();
        return [.. views[^1].Keys.Select(id => new CreditSource(
            CreditSource.Module, id, [.. views.Where(view => view.ContainsKey(id)).Select(view => view[id])]))];
    }

    private static Dictionary<Guid, SourceVersion> Judge(
        IReadOnlyList<Passed> modules, IReadOnlyList<Equivalence> equivalences, DateTimeOffset at)
    {
        var judged = modules.Where(module => module.Version.State == PassedModule.Withdrawn)
            .ToDictionary(module => module.Id, module => Version([module]) with { Bar = CreditReason.Withdrawn });
        var free = modules.Where(module => !judged.ContainsKey(module.Id)).OrderBy(module => module.Version.PassedOn)
            .ThenBy(module => module.Id).ToList();
        foreach (var equivalence in equivalences.Where(one => one.Value == Equivalence.Equivalent))
        {
            var set = equivalence.Alternatives.Select(one => Found(one, free, equivalence)).FirstOrDefault(found => found is not null);
            if (set is null) continue;
            free.RemoveAll(set.Contains);
            judged[set.Min(module => module.Id)] = Version(set, equivalence) with { Earns = equivalence.Earns };
        }
        foreach (var module in free) judged[module.Id] = Alone(module, free, equivalences);
        return judged.ToDictionary(one => one.Key, one => one.Value.RecordedAt >= at ? one.Value : one.Value with { RecordedAt = at });
    }

    private static List<Passed>? Found(ModuleSet set, List<Passed> free, Equivalence equivalence)
    {
        var found = set.Modules.Distinct().Select(code => free.FirstOrDefault(module => module.IsOf(equivalence, code))).OfType<Passed>()
            .ToList();
        return found.Count == set.Modules.Distinct().Count() ? found : null;
    }

    private static SourceVersion Alone(Passed module, List<Passed> free, IReadOnlyList<Equivalence> equivalences)
    {
        var about = equivalences.Where(one => one.Alternatives.Any(
            set => set.Modules.Any(code => module.IsOf(one, code)))).OrderBy(one => one.Value == Equivalence.NoEquivalent).ToList();
        if (about is not [var nearest, ..]) return Version([module]) with { Bar = CreditReason.NoEquivalence };
        if (nearest.Value == Equivalence.NoEquivalent) return Version([module], nearest) with { Bar = CreditReason.NoEquivalent };
        var missing = nearest.Alternatives.Where(set => set.Modules.Contains(module.Version.Module))
            .Select(set => set.Modules.Where(code => !free.Any(one => one.IsOf(nearest, code))).ToList()).MinBy(codes => codes.Count)!;
        return Version([module], nearest) with { Bar = CreditReason.ModulesMissing, Missing = missing };
    }

    // A set is as good as its lowest grade, and as late as its last day.
    private static SourceVersion Version(IReadOnlyList<Passed> set, Equivalence? by = null) => new()
    {
        Version = set.Sum(module => module.Version.Version),
        Bar = null,
        On = set.Max(module => module.Version.PassedOn),
        RecordedAt = set.Select(module => module.Version.RecordedAt).Append(by?.DecidedAt ?? DateTimeOffset.MinValue).Max(),
        Grade = set.MinBy(module => Array.IndexOf(Grades, module.Version.Grade))!.Version.Grade,
        Equivalence = by?.Id,
    };

    private sealed record Passed(Guid Id, PassedModuleVersion Version)
    {
        public bool IsOf(Equivalence equivalence, string code) =>
            Version.TakenAt == equivalence.FromInstitution && Version.Module == code && equivalence.Holds(Version.PassedOn);
    }
}
