using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace Enrollment.Features.Articulations;

/// <summary>What a draft of an articulation says.</summary>
public sealed record DraftArticulationRequest
{
    /// <summary>The code of the pathway that it follows, such as <c>2+3+2</c>.</summary>
    [Code]
    public required string Pathway { get; init; }

    /// <summary>The institution of the vocational stages; where they have several, that of the last ones.</summary>
    [Code]
    public required string FromInstitution { get; init; }

    /// <summary>The code of the vocational major.</summary>
    [Code(20, Pattern = DraftArticulation.MajorCode)]
    public required string FromMajor { get; init; }

    /// <summary>The vocational major's name.</summary>
    [Name(200)]
    public required string FromMajorName { get; init; }

    /// <summary>The institution of the undergraduate stage.</summary>
    [Code]
    public required string ToInstitution { get; init; }

    /// <summary>The code of the undergraduate major.</summary>
    [Code(20, Pattern = DraftArticulation.MajorCode)]
    public required string ToMajor { get; init; }

    /// <summary>The undergraduate major's name.</summary>
    [Name(200)]
    public required string ToMajorName { get; init; }

    /// <summary>The credit for a completed post internship, in tenths of a credit, 0 to 300.</summary>
    [Range(0, 300)]
    public required int InternshipCredits { get; init; }

    /// <summary>
    /// The most credit for all post internships of a learner together (D12), 0 to 300. The credit for one, if left out.
    /// </summary>
    [Range(0, 300)]
    public int? InternshipCreditCap { get; init; }

    /// <summary>
    /// The owners of the stages before those of <c>fromInstitution</c>, in the order of the pathway; none for two owners (D1).
    /// </summary>
    [MaxLength(4)]
    public IReadOnlyList<DraftArticulation.EarlierOwner>? EarlierOwners { get; init; }

    internal IReadOnlyList<DraftArticulation.EarlierOwner> Earlier => EarlierOwners ?? [];
}
