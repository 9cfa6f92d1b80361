using Enrollment.Features.Equivalences;

namespace Enrollment.Features.Programmes;

/// <summary>
/// What the stages of a programme teach together, and where its courses fall apart (S8). It compares the modules as they were approved
/// with the catalogue as it is now.
/// </summary>
public sealed record CurriculumReport
{
    /// <summary>The aimed outcomes over the stages: for each, the modules that lead to it.</summary>
    public required IReadOnlyList<TaughtOutcome> Map { get; init; }

    /// <summary>The outcomes that several modules lead to, aimed at or not.</summary>
    public required IReadOnlyList<TaughtOutcome> TaughtTwice { get; init; }

    /// <summary>The modules that stand for other modules of the programme, as their institutions have agreed (D11).</summary>
    public required IReadOnlyList<EquivalentModules> Equivalent { get; init; }

    /// <summary>The aimed outcomes that no module leads to.</summary>
    public required IReadOnlyList<NamedOutcome> TaughtNowhere { get; init; }

    /// <summary>The modules that come before a module that they need, or in the same term.</summary>
    public required IReadOnlyList<NeededModule> BeforePrerequisite { get; init; }

    /// <summary>The modules that need a module which the programme does not have.</summary>
    public required IReadOnlyList<NeededModule> WithoutPrerequisite { get; init; }

    /// <summary>The modules that are retired now (D45).</summary>
    public required IReadOnlyList<NamedModule> Retired { get; init; }

    /// <summary>The modules of closed units or closed institutions (D45).</summary>
    public required IReadOnlyList<NamedModule> OfClosedUnits { get; init; }

    /// <summary>The modules that were corrected since. The programme goes on with the approved version (D43).</summary>
    public required IReadOnlyList<NamedModule> Corrected { get; init; }

    /// <summary>The modules that stand in a stage which another institution than their own teaches (D1).</summary>
    public required IReadOnlyList<NamedModule> OfAnotherOwner { get; init; }

    /// <param name="outcomes">The outcomes that the programme aims at.</param>
    /// <param name="modules">Its modules in their places.</param>
    /// <param name="now">What the catalogue says of them now.</param>
    internal static CurriculumReport Of(
        IReadOnlyList<AimedOutcome> outcomes, IReadOnlyList<PlacedModule> modules, CatalogueNow now)
    {
        var leading = modules.SelectMany(module => module.Terms.Outcomes, (module, outcome) => (outcome, module))
            .ToLookup(pair => pair.outcome, pair => pair.module);
        var aimed = outcomes
            .Select(outcome => new NamedOutcome(outcome.OutcomeId, outcome.Institution, outcome.Code, outcome.Text)).ToList();
        var needs = modules.SelectMany(module => module.Terms.Prerequisites, (module, needed) => (Module: module, Needed: needed)).ToList();
        var places = modules.ToDictionary(module => module.ModuleId);
        return new()
        {
            Map = [.. aimed.Where(outcome => leading.Contains(outcome.Id)).Select(outcome => Taught(outcome, leading[outcome.Id]))],
            TaughtTwice = [.. leading.Where(group => group.Count() > 1).Select(group => Taught(
                aimed.Find(outcome => outcome.Id == group.Key) ?? now.Outcomes[group.Key], group))],
            Equivalent = [.. now.Equivalences.SelectMany(agreed => EquivalentIn(modules, agreed))],
            TaughtNowhere = [.. aimed.Where(outcome => !leading.Contains(outcome.Id))],
            BeforePrerequisite = [.. needs.Where(pair => places.TryGetValue(pair.Needed, out var needed) && !IsAfter(pair.Module, needed))
                .Select(pair => new NeededModule(NamedModule.Of(pair.Module), pair.Needed, NamedModule.Of(places[pair.Needed])))],
            WithoutPrerequisite = [.. needs.Where(pair => !places.ContainsKey(pair.Needed))
                .Select(pair => new NeededModule(NamedModule.Of(pair.Module), pair.Needed, null))],
            Retired = Those(modules, module => now.Retired.Contains(module.ModuleId)),
            OfClosedUnits = Those(
                modules, module => module.Terms.Unit is { } unit && !now.Units.Contains((module.Institution, unit))),
            Corrected = Those(modules, module => now.Corrected.GetValueOrDefault(module.ModuleId) > module.Version),
            OfAnotherOwner = Those(
                modules, module => module.Stage <= now.Teaching.Count && now.Teaching[module.Stage - 1] != module.Institution),
        };
    }

    // A set that is enough, and all that it stands for. No module stands for the modules of a "no equivalent", so it gives none.
    private static IEnumerable<EquivalentModules> EquivalentIn(IReadOnlyList<PlacedModule> modules, Equivalence agreed)
    {
        List<NamedModule> Of(string institution, IReadOnlyList<string> codes) =>
            Those(modules, module => module.Institution == institution && codes.Contains(module.Code));
        var earned = Of(agreed.ToInstitution, agreed.Earns);
        if (agreed.Earns.Count == 0 || earned.Count < agreed.Earns.Distinct().Count()) return [];
        return agreed.Alternatives.Select(set => (set.Modules, Found: Of(agreed.FromInstitution, set.Modules)))
            .Where(set => set.Found.Count == set.Modules.Distinct().Count())
            .Select(set => new EquivalentModules(agreed.Id, set.Found, earned));
    }

    // Where a term is left open, it may well be after.
    private static bool IsAfter(PlacedModule module, PlacedModule needed) =>
        needed.Stage < module.Stage
        || (needed.Stage == module.Stage && (needed.Term is null || module.Term is null || needed.Term < module.Term));

    private static TaughtOutcome Taught(NamedOutcome outcome, IEnumerable<PlacedModule> modules) =>
        new(outcome, [.. modules.Select(NamedModule.Of)]);

    private static List<NamedModule> Those(IReadOnlyList<PlacedModule> modules, Func<PlacedModule, bool> which) =>
        [.. modules.Where(which).Select(NamedModule.Of)];
}

/// <param name="Id">The outcome.</param>
/// <param name="Institution">The institution that owns it.</param>
/// <param name="Code">Its code there.</param>
/// <param name="Text">What it says.</param>
public sealed record NamedOutcome(Guid Id, string Institution, string Code, string Text);

/// <param name="Outcome">The outcome.</param>
/// <param name="Modules">The modules that lead to it, in the order of their places.</param>
public sealed record TaughtOutcome(NamedOutcome Outcome, IReadOnlyList<NamedModule> Modules);

/// <param name="EquivalenceId">The agreed equivalence.</param>
/// <param name="Modules">Modules of one institution.</param>
/// <param name="StandFor">The modules of the other institution that they stand for.</param>
public sealed record EquivalentModules(Guid EquivalenceId, IReadOnlyList<NamedModule> Modules, IReadOnlyList<NamedModule> StandFor);

/// <param name="Id">The module.</param>
/// <param name="Institution">The institution that owns it.</param>
/// <param name="Code">Its code there.</param>
/// <param name="Name">Its name as the programme has it.</param>
/// <param name="Stage">The stage in which it is taught.</param>
/// <param name="Term">The term of that stage, if one is named.</param>
public sealed record NamedModule(Guid Id, string Institution, string Code, string Name, int Stage, int? Term)
{
    internal static NamedModule Of(PlacedModule module) =>
        new(module.ModuleId, module.Institution, module.Code, module.Terms.Name, module.Stage, module.Term);
}

/// <param name="Module">The module.</param>
/// <param name="PrerequisiteId">The module that it needs.</param>
/// <param name="Prerequisite">Its place in the programme; null if it has none.</param>
public sealed record NeededModule(NamedModule Module, Guid PrerequisiteId, NamedModule? Prerequisite);
