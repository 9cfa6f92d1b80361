using Kernel;

namespace IndustryPartnership.Rules;

/// <summary>D32: the learner consents, and so does a guardian of one who is a minor on the day of the learner's consent.</summary>
public static class InformedConsent
{
    public const string Learner = "learner";
    public const string Guardian = "guardian";

    private const int AgeOfMajority = 18;

    /// <summary>Under 18 on that day; who was born on 29 February comes of age on 1 March.</summary>
    public static bool IsMinor(DateOnly birthDate, DateOnly day) => day.AddYears(-AgeOfMajority) < birthDate;

    /// <summary>Whose consent is still to come.</summary>
    /// <param name="birthDate">The learner's.</param>
    /// <param name="learnerOn">The day of the learner's consent, where there is one.</param>
    /// <param name="guardianOn">The day of a guardian's, where there is one.</param>
    /// <param name="today">Decides while the learner has not consented.</param>
    public static IReadOnlyList<string> Missing(DateOnly birthDate, DateOnly? learnerOn, DateOnly? guardianOn, DateOnly today)
    {
        var missing = new List<string>();
        if (learnerOn is null) missing.Add(Learner);
        if (guardianOn is null && IsMinor(birthDate, learnerOn ?? today)) missing.Add(Guardian);
        return missing;
    }

    /// <summary>Whether all have consented whose consent is needed.</summary>
    /// <param name="birthDate">The learner's.</param>
    /// <param name="learnerOn">The day of the learner's consent, where there is one.</param>
    /// <param name="guardianOn">The day of a guardian's, where there is one.</param>
    /// <param name="today">Decides while the learner has not consented.</param>
    public static Verdict Judge(DateOnly birthDate, DateOnly? learnerOn, DateOnly? guardianOn, DateOnly today)
    {
        var (facts, missing) = (new { isMinor = IsMinor(birthDate, learnerOn ?? today), learnerOn, guardianOn }, Missing(birthDate, learnerOn, guardianOn, today));
        return missing.Count == 0 ? Verdict.Passed("D32", facts) : Verdict.Refused("D32", facts, new { consent = missing });
    }

    /// <summary>A guardian consents for a minor only.</summary>
    /// <param name="birthDate">The learner's.</param>
    /// <param name="learnerOn">The day of the learner's consent, which decides where there is one.</param>
    /// <param name="guardianOn">The day of the guardian's.</param>
    public static Verdict JudgeGuardian(DateOnly birthDate, DateOnly? learnerOn, DateOnly guardianOn) => IsMinor(birthDate, learnerOn ?? guardianOn)
        ? Verdict.Passed("D32")
        : Verdict.Refused("D32", new { isMinor = false, on = learnerOn ?? guardianOn });
}
