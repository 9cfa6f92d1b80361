using Kernel.Http;

namespace Enrollment.Features.Modules;

/// <summary>The filters of the list of modules.</summary>
internal sealed record ModuleFilter
{
    [Code]
    public string? Institution { get; init; }

    [Code]
    public string? Unit { get; init; }

    [OneOf(ModuleTerms.Theory, ModuleTerms.Practice)]
    public string? Kind { get; init; }

    [OneOf(ModuleState.Active, ModuleState.Retired)]
    public string? State { get; init; }

    public Guid? Outcome { get; init; }
}
