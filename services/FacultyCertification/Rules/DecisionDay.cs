using Kernel;

namespace FacultyCertification.Rules;

/// <summary>Whether a panel's decision about a teacher can be of a day. A proposed change of the day is one that all of this lets through.</summary>
/// <param name="Today">The business date.</param>
/// <param name="Employment">When the teacher is employed by the institution.</param>
/// <param name="Held">When the certificates that the teacher was given before are in force; none where the decision gives no other one.</param>
public sealed record DecisionDay(DateOnly Today, Employment Employment, IReadOnlyList<Validity> Held)
{
    /// <summary>D16: a decision is recorded after it was made.</summary>
    public Verdict JudgePast(DateOnly day) => day <= Today
        ? Verdict.Passed("D16")
        : Verdict.Refused("D16", new { decidedOn = day, today = Today }, ChangeTo(Today));

    /// <summary>D14: a panel decides about a teacher whom the institution employs on that day.</summary>
    public Verdict JudgeEmployed(DateOnly day) => Employment.Covers(day)
        ? Verdict.Passed("D14")
        : Verdict.Refused("D14", new { decidedOn = day, employedFrom = Employment.From, lastDay = Employment.LastDay }, ChangeTo(day < Employment.From ? Employment.From : Employment.LastDay!.Value));

    /// <summary>D19: a teacher holds one certificate at a time.</summary>
    public Verdict JudgeHeld(DateOnly day)
    {
        if (Overlap(day) is not { } other) return Verdict.Passed("D19");
        var next = day;
        while (Overlap(next) is { } blocking) next = blocking.Until.AddDays(1);
        return Verdict.Refused("D19", new { decidedOn = day, validUntil = Validity.Of(day).Until, heldFrom = other.From, heldUntil = other.Until }, ChangeTo(next));
    }

    private object? ChangeTo(DateOnly day) => day <= Today && Employment.Covers(day) && Overlap(day) is null ? new { decidedOn = day } : null;

    private Validity? Overlap(DateOnly day) => Held.Where(Validity.Of(day).Overlaps).OrderBy(held => held.From).Cast<Validity?>().FirstOrDefault();
}
