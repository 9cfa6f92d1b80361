using System.ComponentModel.DataAnnotations;
using Kernel.Http;

namespace FacultyCertification.Features.Methods;

/// <summary>All terms of a method, as its owner drafts or edits them.</summary>
public abstract record RequestedTerms : IValidatableObject
{
    /// <summary>Its name.</summary>
    [Name(200)]
    public required string Name { get; init; }

    /// <summary>The requirements of each level, each at most once.</summary>
    [MinLength(1), MaxLength(3), EachLevelOnce]
    public required IReadOnlyList<MethodLevel> Levels { get; init; }

    /// <summary>How many days a grant is published before the certificate, 1 to 60.</summary>
    [Range(1, 60)]
    public required int PublicNoticeDays { get; init; }

    /// <summary>The least number of members of a panel, 1 to 9.</summary>
    [Range(1, 9)]
    public required int PanelMembers { get; init; }

    /// <summary>The least number of members who vote, at most the panel's; all of them by default.</summary>
    [Range(1, 9)]
    public int? Quorum { get; init; }

    /// <summary>Which part of the voting members grants; more than half by default.</summary>
    [OneOf(Rules.Majority.Simple, Rules.Majority.TwoThirds, Rules.Majority.Unanimous)]
    public string? Majority { get; init; }

    /// <summary>Whether objections may be raised during the public notice; true by default.</summary>
    public bool? ObjectionsAllowed { get; init; }

    /// <summary>How many years before the application practice counts, at most 5; 5 by default (D17).</summary>
    [Range(1, 10)]
    public int? PracticeWindowYears { get; init; }

    /// <summary>How many years a certificate is valid, 1 to 10; 5 by default (D19).</summary>
    [Range(1, 10)]
    public int? ValidityYears { get; init; }

    /// <summary>
    /// How many days before a certificate's last one its renewal may begin, 0 to 1000. By default 180, which is an illustrative figure.
    /// </summary>
    [Range(0, 1000)]
    public int? RenewalWindowDays { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Quorum > PanelMembers) yield return new ValidationResult("The quorum must be at most panelMembers.", [nameof(Quorum)]);
    }
}
