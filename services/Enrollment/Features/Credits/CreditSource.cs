namespace Enrollment.Features.Credits;

/// <summary>Something that may earn credit, with all that was recorded of it, and what was decided about it.</summary>
/// <param name="Kind">One of the constants.</param>
/// <param name="Id">The placement, the certificate or the passed module.</param>
/// <param name="Versions">What was known of it, in the order of the owner's versions.</param>
internal sealed record CreditSource(string Kind, Guid Id, IReadOnlyList<SourceVersion> Versions)
{
    public const string Placement = "placement";
    public const string XCertificate = "x-certificate";
    public const string Module = "module";

    public SourceVersion Newest => Versions[^1];

    /// <summary>The source as it was known before a moment; null if it was not.</summary>
    public CreditSource? Before(DateTimeOffset moment) =>
        Versions.Where(version => version.RecordedAt < moment).ToList() is { Count: > 0 } known ? this with { Versions = known } : null;
}

/// <summary>What was known of a source from one record to the next.</summary>
internal sealed record SourceVersion
{
    // From the lowest that passes (D40).
    private static readonly string[] Grades =
    [
        Contracts.IndustryPartnership.Grade.Pass, Contracts.IndustryPartnership.Grade.Good, Contracts.IndustryPartnership.Grade.Excellent,
    ];

    public required int Version { get; init; }

    /// <summary>Why it earns nothing whatever the mapping says, such as <c>stopped</c>; null if it may earn.</summary>
    public required string? Bar { get; init; }

    /// <summary>The day on which it was achieved.</summary>
    public required DateOnly On { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public string? Grade { get; init; }
    public int? Hours { get; init; }
    public string? Major { get; init; }
    public string? Type { get; init; }
    public string? Level { get; init; }
    public bool HasAccount { get; init; }

    /// <summary>Of modules passed elsewhere: the equivalence, the modules that it earns, and those that are missing.</summary>
    public Guid? Equivalence { get; init; }
    public IReadOnlyList<string> Earns { get; init; } = [];
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Whether a line of a mapping is about this source at all.</summary>
    public bool IsMeantBy(MappingLine line, string kind) => line.Source == kind && kind switch
    {
        CreditSource.Placement => line.Major is null || Major is null || line.Major == Major,
        CreditSource.XCertificate => line.Type == Type && line.Level == Level,
        _ => Earns.Contains(line.Module),
    };

    /// <summary>Why a line that means this source gives it nothing; null if it earns.</summary>
    public string? WhyNot(MappingLine line, string kind)
    {
        if (Bar is not null) return Bar;
        if (kind == CreditSource.XCertificate) return line.NeedsAccount == true && !HasAccount ? CreditReason.NoAccount : null;
        if (Rank(Grade) < Rank(line.MinimumGrade ?? Grades[0])) return CreditReason.GradeBelow;
        return line.MinimumHours > (Hours ?? 0) ? CreditReason.HoursBelow : null;
    }

    private static int Rank(string? grade) => Array.IndexOf(Grades, grade);
}

/// <summary>Why a source has credit or has none, as a transcript says it.</summary>
internal static class CreditReason
{
    public const string Earned = "earned";
    public const string CapReached = "cap-reached";
    public const string TimesUsed = "times-used";
    public const string HoursBelow = "hours-below";
    public const string GradeBelow = "grade-below";
    public const string NoAccount = "no-account";
    public const string CognitiveVisit = "cognitive-visit";
    public const string Stopped = "stopped";
    public const string Withdrawn = "withdrawn";
    public const string NotMapped = "not-mapped";
    public const string OtherDay = "mapping-of-another-day";
    public const string NoEquivalent = "no-equivalent";
    public const string NoEquivalence = "no-equivalence";
    public const string ModulesMissing = "modules-missing";
    public const string TakenBack = "taken-back";
    public const string MappingChanged = "mapping-changed";
    public const string MappingLate = "mapping-recorded-late";
    public const string CorrectedToLess = "corrected-to-less";
}
