using Kernel.Http;

namespace Enrollment.Features.Modules;

/// <summary>A module of the catalogue: taught in every programme that has it (S14). Everybody with a token reads it.</summary>
public sealed record Module : IVersioned
{
    /// <summary>Its identity on the platform.</summary>
    public required Guid Id { get; init; }

    /// <summary>The institution that owns and teaches it.</summary>
    public required string Institution { get; init; }

    /// <summary>Its code there; never given twice.</summary>
    public required string Code { get; init; }

    /// <summary>What it is.</summary>
    public required ModuleTerms Terms { get; init; }

    /// <summary><c>active</c>, or <c>retired</c>: programmes that have it go on with it, and new ones do not take it (D45).</summary>
    [OneOf(typeof(ModuleState))]
    public required string State { get; init; }

    /// <summary>The day of its retirement.</summary>
    public required DateOnly? RetiredOn { get; init; }

    /// <summary>Its ETag. Each version stays readable (D43).</summary>
    public required int Version { get; init; }

    internal static Module Defined(string institution, DefineModule.Request request) => new()
    {
        Id = Guid.CreateVersion7(),
        Institution = institution,
        Code = request.Code,
        Terms = request.Terms,
        State = ModuleState.Active,
        RetiredOn = null,
        Version = 1,
    };

    internal Module CorrectedTo(ModuleTerms terms) => Next() with { Terms = terms };

    internal Module RetiredFrom(DateOnly day) => Next() with { State = ModuleState.Retired, RetiredOn = day };

    internal Module Reinstated() => Next() with { State = ModuleState.Active, RetiredOn = null };

    private Module Next() => this with { Version = Version + 1 };
}

/// <summary>A version that a module has or had (D43).</summary>
/// <param name="Version">Counts them, from 1.</param>
/// <param name="Terms">The module's terms at it.</param>
/// <param name="Change"><c>defined</c>, <c>corrected</c>, <c>retired</c> or <c>reinstated</c>.</param>
/// <param name="Reason">Why it was changed; null for the first.</param>
/// <param name="RecordedAt">When, UTC.</param>
public sealed record ModuleVersion(
    int Version, ModuleTerms Terms, [property: OneOf("defined", "corrected", "retired", "reinstated")] string Change, string? Reason,
    DateTimeOffset RecordedAt);

/// <summary>The states of a module.</summary>
internal static class ModuleState
{
    public const string Active = "active";
    public const string Retired = "retired";
}
