using System.Text.Json;
using Enrollment.Features.Articulations;
using Enrollment.Features.Modules;
using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace Enrollment.Features.Programmes;

/// <summary>
/// What a programme says, with each module and outcome at the version that it was written with. Its canonical text is what the owners
/// approve, and what is stored.
/// </summary>
/// <param name="ArticulationId">The articulation that it is for.</param>
/// <param name="InForceFrom">The first day on which it is in force.</param>
/// <param name="Outcomes">The learning outcomes that it aims at.</param>
/// <param name="Modules">Its modules, in the order of their places.</param>
internal sealed record ProgrammeContent(
    Guid ArticulationId, DateOnly InForceFrom, IReadOnlyList<AimedOutcome> Outcomes, IReadOnlyList<PlacedModule> Modules)
{
    public static ProgrammeContent Read(string text) => JsonSerializer.Deserialize<ProgrammeContent>(text, JsonSerializerOptions.Web)!;

    public string Write() => CanonicalJson.Write(JsonSerializer.SerializeToNode(this, JsonSerializerOptions.Web));

    /// <summary>The content for terms, as the catalogue says now, or why the rules refuse it.</summary>
    public static async Task<(ProgrammeContent? Content, Refusal? Refused)> OfAsync(
        UnitOfWork work, Articulation articulation, ProgrammeTerms terms)
    {
        var modules = (await ModuleRow.OfAsync(work, [.. terms.Modules.Select(place => place.ModuleId)]))
            .ToDictionary(module => module.Id);
        var refused = WhyNot(articulation, terms, modules);
        if (refused is not null) return (null, refused);
        var outcomes = await LearningOutcomeRow.OfAsync(work, terms.Outcomes);
        var missing = terms.Outcomes.Except(outcomes.Select(outcome => outcome.Id)).ToList();
        if (missing.Count > 0) return (null, Problems.NoSuchOutcome(missing));
        return (Of(articulation, terms, modules, outcomes), null);
    }

    private static Refusal? WhyNot(Articulation articulation, ProgrammeTerms terms, Dictionary<Guid, Module> modules)
    {
        if (terms.Modules.Select(place => place.ModuleId).Where(id => !modules.ContainsKey(id)).ToList() is { Count: > 0 } unknown)
        {
            return Problems.NoSuchModule(unknown);
        }
        var stages = articulation.Stages.Count;
        if (terms.Modules.Where(place => place.Stage > stages).ToList() is { Count: > 0 } beyond)
        {
            return Problems.NoSuchStage(articulation.Pathway, stages, [.. beyond.Select(place => place.ModuleId)]);
        }
        var owners = articulation.Owners();
        var foreign = modules.Values.Where(module => !owners.Contains(module.Institution)).Select(module => module.Id).ToList();
        if (foreign.Count > 0) return Problems.ModuleOfAnother(foreign, owners, Without(terms, foreign));
        var retired = modules.Values.Where(module => module.State == ModuleState.Retired).Select(module => module.Id).ToList();
        return retired.Count > 0 ? Problems.ModuleRetired(retired, Without(terms, retired)) : null;
    }

    private static object Without(ProgrammeTerms terms, List<Guid> left) =>
        new { modules = terms.Modules.Where(place => !left.Contains(place.ModuleId)) };

    private static ProgrammeContent Of(
        Articulation articulation, ProgrammeTerms terms, Dictionary<Guid, Module> modules, IReadOnlyList<LearningOutcome> outcomes) => new(
        articulation.Id,
        terms.InForceFrom,
        [.. outcomes.OrderBy(outcome => outcome.Institution, StringComparer.Ordinal)
            .ThenBy(outcome => outcome.Code, StringComparer.Ordinal)
            .Select(outcome => new AimedOutcome(outcome.Id, outcome.Version, outcome.Institution, outcome.Code, outcome.Text))],
        [.. terms.Modules.Select(place => PlacedModule.Of(modules[place.ModuleId], place))
            .OrderBy(placed => placed.Stage).ThenBy(placed => placed.Term ?? 0)
            .ThenBy(placed => placed.Institution, StringComparer.Ordinal).ThenBy(placed => placed.Code, StringComparer.Ordinal)]);
}
