namespace FacultyCertification.Rules;

/// <summary>The days on which a certificate is in force, both included; none where it ends before it begins.</summary>
public readonly record struct Validity(DateOnly From, DateOnly Until)
{
    private const int Years = 5;

    /// <summary>D19: a certificate is valid for five years from the day of the decision, that day included.</summary>
    public static Validity Of(DateOnly decidedOn) => new(decidedOn, decidedOn.AddYears(Years).AddDays(-1));

    public bool Overlaps(Validity other) => From <= Until && other.From <= other.Until && From <= other.Until && other.From <= Until;
}
