using Enrollment.Features.Modules;

namespace Enrollment.Features.Programmes;

/// <summary>A module in its place of a programme, at the version that the programme was written with (D12).</summary>
/// <param name="ModuleId">The module.</param>
/// <param name="Version">Its version. A later correction of the module does not change the programme.</param>
/// <param name="Institution">The institution that owns it.</param>
/// <param name="Code">Its code there.</param>
/// <param name="Terms">Its terms at that version.</param>
/// <param name="Stage">The stage of the pathway in which it is taught, from 1.</param>
/// <param name="Term">The term of that stage, if one is named.</param>
public sealed record PlacedModule(
    Guid ModuleId, int Version, string Institution, string Code, ModuleTerms Terms, int Stage, int? Term)
{
    internal static PlacedModule Of(Module module, ModulePlace place) =>
        new(module.Id, module.Version, module.Institution, module.Code, module.Terms, place.Stage, place.Term);
}

/// <summary>A learning outcome that a programme aims at, at the version that the programme was written with.</summary>
/// <param name="OutcomeId">The outcome.</param>
/// <param name="Version">Its version.</param>
/// <param name="Institution">The institution that owns it.</param>
/// <param name="Code">Its code there.</param>
/// <param name="Text">What it says.</param>
public sealed record AimedOutcome(Guid OutcomeId, int Version, string Institution, string Code, string Text);
