using Contracts.IndustryPartnership;
using Kernel.Http;

namespace Enrollment.Features.Credits;

/// <summary>What a rule of credit looked at. What a source does not have is null.</summary>
public sealed record CreditReasonFacts
{
    /// <summary>Effective hours of the placement.</summary>
    public required int? Hours { get; init; }

    /// <summary>The hours that the line asks for.</summary>
    public required int? MinimumHours { get; init; }

    /// <summary>The grade of the placement or the module.</summary>
    [OneOf(typeof(Grade))]
    public required string? Grade { get; init; }

    /// <summary>The grade that the line asks for.</summary>
    [OneOf(typeof(Grade))]
    public required string? MinimumGrade { get; init; }

    /// <summary>The type of the X-certificate.</summary>
    public required string? Type { get; init; }

    /// <summary>The level of the X-certificate.</summary>
    public required string? Level { get; init; }

    /// <summary>How often the line earns.</summary>
    public required int? Times { get; init; }

    /// <summary>What the cap left before this source, in tenths of a credit.</summary>
    public required int? CapLeft { get; init; }

    /// <summary>The equivalence by which modules passed elsewhere count.</summary>
    public required Guid? Equivalence { get; init; }

    /// <summary>The modules that the equivalence asks for as well.</summary>
    public required IReadOnlyList<string> ModulesMissing { get; init; }

    /// <summary>The number of a mapping that would give credit, but applies to another day of enrolment.</summary>
    public required int? OtherMapping { get; init; }

    /// <summary>The first day of enrolment to which that mapping applies.</summary>
    public required DateOnly? OtherValidFrom { get; init; }

    internal static CreditReasonFacts Of(Judged judged, CreditMapping? other) => new()
    {
        Hours = judged.Version.Hours,
        MinimumHours = judged.Line?.MinimumHours,
        Grade = judged.Version.Grade,
        MinimumGrade = judged.Line is not { } line || line.Source == CreditSource.XCertificate
            ? null
            : line.MinimumGrade ?? Contracts.IndustryPartnership.Grade.Pass,
        Type = judged.Version.Type,
        Level = judged.Version.Level,
        Times = judged.Line?.Times,
        CapLeft = judged.Left,
        Equivalence = judged.Version.Equivalence,
        ModulesMissing = judged.Version.Missing,
        OtherMapping = other?.Number,
        OtherValidFrom = other?.AppliesFrom,
    };
}
