using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Contracts.IndustryPartnership;
using Kernel.Http;

namespace Enrollment.Features.Credits;

/// <summary>What earns credit, how much, and how much all of it together (D12).</summary>
public sealed record MappingTerms
{
    /// <summary>The most credit of a learner from all lines together, in tenths of a credit, 0 to 3000.</summary>
    [Range(0, 3000)]
    public required int Cap { get; init; }

    /// <summary>What earns what, 1 to 50 lines.</summary>
    [MinLength(1), MaxLength(50)]
    public required IReadOnlyList<MappingLine> Lines { get; init; }

    /// <summary>As they are kept: a line that says nothing earns once (D12).</summary>
    internal MappingTerms AsKept() => this with { Lines = [.. Lines.Select(line => line with { Times = line.Times ?? 1 })] };

    internal static MappingTerms Of(string json) => JsonSerializer.Deserialize<MappingTerms>(json)!;

    internal string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>A source, the module that it earns, and under which conditions.</summary>
// A struct, since the reader refuses null for it, and lets null pass for an element of a list of classes.
public readonly record struct MappingLine
{
    /// <summary>Its identity within the mapping.</summary>
    [Code]
    public required string Code { get; init; }

    /// <summary><c>placement</c> for a post internship, <c>x-certificate</c>, or <c>module</c> for modules passed elsewhere.</summary>
    [OneOf(CreditSource.Placement, CreditSource.XCertificate, CreditSource.Module)]
    public required string Source { get; init; }

    /// <summary>The code of the module that it earns, in the catalogue of one of the articulation's institutions (S14).</summary>
    [Code]
    public required string Module { get; init; }

    /// <summary>What it earns each time, in tenths of a credit, 0 to 300.</summary>
    [Range(0, 300)]
    public required int Credits { get; init; }

    /// <summary>
    /// How often its module is earned, by this and all other lines together, 1 to 20; once, if left out (D12). Null in mappings that were
    /// proposed before that rule: they earn as often as the cap allows.
    /// </summary>
    [Range(1, 20)]
    public int? Times { get; init; }

    /// <summary>Of a placement: the fewest effective hours.</summary>
    [Range(1, 10000)]
    public int? MinimumHours { get; init; }

    /// <summary>Of a placement or a module: the lowest grade, <c>pass</c> if left out (D40).</summary>
    [OneOf(Grade.Pass, Grade.Good, Grade.Excellent)]
    public string? MinimumGrade { get; init; }

    /// <summary>Of a placement: the learner's major at its institution; any of the articulation's, if left out.</summary>
    [Code(20)]
    public string? Major { get; init; }

    /// <summary>Of an X-certificate: the code of its type.</summary>
    [Code]
    public string? Type { get; init; }

    /// <summary>Of an X-certificate: its level.</summary>
    [Code]
    public string? Level { get; init; }

    /// <summary>Of an X-certificate: whether it must be registered under the learner's account at the credit bank (D21).</summary>
    public bool? NeedsAccount { get; init; }
}
