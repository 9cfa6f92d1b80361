using Kernel;

namespace Enrollment.Rules;

/// <summary>An articulation from the major of an intended enrolment.</summary>
internal sealed record Continuation
{
    public string ToInstitution { get; init; } = "";
    public string ToMajor { get; init; } = "";
    public string ToMajorName { get; init; } = "";
    public string State { get; init; } = "";

    /// <summary>Whether the agreement of its last activation is in force today.</summary>
    public bool AgreementIsInForce { get; init; }

    public bool IsUsable() => State == "active" && AgreementIsInForce;
}

/// <summary>D6b: a new cohort may use an active articulation only, while its agreement is in force.</summary>
internal static class UsableArticulation
{
    public static Verdict Judge(
        string fromInstitution, string fromMajor, string toInstitution, string toMajor, IReadOnlyCollection<Continuation> continuations)
    {
        var usable = continuations.Where(there => there.IsUsable()).ToList();
        if (usable.Any(there => there.ToInstitution == toInstitution && there.ToMajor == toMajor)) return Verdict.Passed("D6b");

        var other = usable.OrderByDescending(there => there.ToInstitution == toInstitution).FirstOrDefault();
        return Verdict.Refused(
            "D6b",
            new { fromInstitution, fromMajor, toInstitution, toMajor, articulations = continuations },
            change: other is null ? null
                : other.ToInstitution == toInstitution ? new { other.ToMajor } : new { other.ToInstitution, other.ToMajor });
    }
}
