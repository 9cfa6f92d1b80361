namespace Contracts.IndustryPartnership;

/// <summary>The kinds of organisation, as <see cref="OrganisationV1.Kind"/> names them.</summary>
public static class OrganisationKind
{
    public const string University = "university";
    public const string VocationalCollege = "vocational-college";
    public const string SecondarySchool = "secondary-school";
    public const string Enterprise = "enterprise";
    public const string Authority = "authority";
    public const string EvaluationOrganisation = "evaluation-organisation";

    /// <summary>Whether it teaches: a university, a vocational college or a secondary school.</summary>
    public static bool IsInstitution(string kind) => kind is University or VocationalCollege or SecondarySchool;
}

/// <summary>The public state of an organisation.</summary>
public sealed record OrganisationV1
{
    /// <summary>Its code, also the claim <c>org</c> of its tokens; never reused.</summary>
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>Its name in Chinese, if it has one.</summary>
    public string? NameZh { get; init; }

    /// <summary>One of <see cref="OrganisationKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>registered</c> (an unverified enterprise), <c>verified</c> or <c>closed</c>.</summary>
    public required string State { get; init; }

    /// <summary>The business date of its closure, if it is closed. Messages of before it was told have none.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Its named parts, such as a college of a university.</summary>
    public required IReadOnlyList<UnitV1> Units { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Version { get; init; }
}

/// <summary>A named part of an organisation, such as a college of a university.</summary>
/// <param name="Code">The unit's code, unique within its organisation.</param>
/// <param name="Name">The unit's name.</param>
public sealed record UnitV1(string Code, string Name);
