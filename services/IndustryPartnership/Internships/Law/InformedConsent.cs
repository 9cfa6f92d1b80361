using System.ComponentModel.DataAnnotations;
using Kernel;
using Kernel.Http;

namespace IndustryPartnership.Internships.Law;

/// <summary>
/// D32: the learner consents, and a guardian or parent where the pack of the slot asks for it: of each learner, or of a minor.
/// </summary>
public static class InformedConsent
{
    public const string Name = "informed-consent";
    public const string Learner = "learner";
    public const string Guardian = "guardian";
    public const string OfAll = "all";
    public const string OfMinors = "minors";

    /// <param name="GuardianOf">Whose guardian or parent must consent too: <c>all</c> or <c>minors</c>.</param>
    /// <param name="AgeOfMajority">The age from which a learner is no longer a minor.</param>
    public sealed record Limits([property: OneOf(OfAll, OfMinors)] string GuardianOf, [property: Range(1, 100)] int AgeOfMajority);

    /// <summary>The limits if no pack asks for consent, such as for a visit (D26). The civil code protects minors.</summary>
    public static readonly Limits Usual = new(OfMinors, 18);

    /// <param name="BirthDate">The learner's.</param>
    /// <param name="LearnerOn">The day of the learner's consent, if given.</param>
    /// <param name="GuardianOn">The day of a guardian's or parent's consent, if given.</param>
    /// <param name="IsWithoutGuardian">Whether the learner said that there is neither, and the institution confirmed it.</param>
    public sealed record Given(DateOnly BirthDate, DateOnly? LearnerOn, DateOnly? GuardianOn, bool IsWithoutGuardian);

    /// <summary>Whether the learner is a minor on a day. Somebody born on 29 February comes of age on 1 March.</summary>
    public static bool IsMinor(DateOnly birthDate, DateOnly day, int ageOfMajority) => day.AddYears(-ageOfMajority) < birthDate;

    /// <summary>Whether a guardian's or parent's consent is needed, by the learner's age on a day.</summary>
    public static bool NeedsGuardian(DateOnly birthDate, DateOnly day, Limits limits) =>
        limits.GuardianOf == OfAll || IsMinor(birthDate, day, limits.AgeOfMajority);

    /// <summary>The consents that are still missing.</summary>
    /// <param name="given">The consents given. The day of the learner's own consent decides the age.</param>
    /// <param name="today">Decides the age until the learner has consented.</param>
    /// <param name="limits">The pack's limits.</param>
    public static IReadOnlyList<string> Missing(Given given, DateOnly today, Limits limits)
    {
        var missing = new List<string>();
        if (given.LearnerOn is null) missing.Add(Learner);
        var isAnswered = given.GuardianOn is not null || given.IsWithoutGuardian;
        if (!isAnswered && NeedsGuardian(given.BirthDate, given.LearnerOn ?? today, limits)) missing.Add(Guardian);
        return missing;
    }

    /// <summary>Whether all needed consents are given.</summary>
    public static Verdict Judge(Given given, DateOnly today, Limits limits)
    {
        var isMinor = IsMinor(given.BirthDate, given.LearnerOn ?? today, limits.AgeOfMajority);
        var facts = new { limits.GuardianOf, isMinor, given.LearnerOn, given.GuardianOn, given.IsWithoutGuardian };
        var missing = Missing(given, today, limits);
        return missing.Count == 0 ? Verdict.Passed("D32", facts) : Verdict.Refused("D32", facts, new { consent = missing });
    }

    /// <summary>A guardian is asked only if the pack says so.</summary>
    /// <param name="given">The consents given.</param>
    /// <param name="day">The day of the guardian's answer. It decides the age until the learner has consented.</param>
    /// <param name="limits">The pack's limits.</param>
    public static Verdict JudgeGuardian(Given given, DateOnly day, Limits limits)
    {
        var on = given.LearnerOn ?? day;
        var facts = new { limits.GuardianOf, isMinor = IsMinor(given.BirthDate, on, limits.AgeOfMajority), on };
        return NeedsGuardian(given.BirthDate, on, limits) ? Verdict.Passed("D32", facts) : Verdict.Refused("D32", facts);
    }
}
