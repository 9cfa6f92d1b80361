using Kernel;

namespace IndustryPartnership.Internships.Law;

/// <summary>D28: an authority's record of a special filing, as the rule sees it.</summary>
/// <param name="Id">The filing.</param>
/// <param name="Number">The authority's number.</param>
/// <param name="Institution">The school that it is for.</param>
/// <param name="Enterprise">The enterprise that it is for.</param>
/// <param name="PostKind">The kind of post that it is for.</param>
/// <param name="Allows">What it allows besides longer hours.</param>
/// <param name="HoursPerDay">The hours a day that it allows; null if it states none.</param>
/// <param name="HoursPerWeek">The hours a week that it allows; null if it states none.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">Its last day, as it was recorded or ended.</param>
public sealed record Filed(
    Guid Id, string Number, string Institution, string Enterprise, string PostKind, IReadOnlyList<string> Allows, decimal? HoursPerDay,
        decimal? HoursPerWeek, DateOnly From, DateOnly Until)
{
    public const string NightShift = "night-shift";
    public const string RestDays = "rest-days";
    public const string Overtime = "overtime";

    /// <summary>Why it does not count for a slot; null if it counts.</summary>
    public string? WhyNotFor(SlotFacts slot)
    {
        var days = new Period(From, Until);
        return Enterprise != slot.Enterprise ? "another-enterprise"
            : PostKind != slot.PostKind ? "another-post"
            : slot.Institution is not null && Institution != slot.Institution ? "another-institution"
            : !days.Covers(slot.StartsOn) || !days.Covers(slot.EndsOn) ? "other-days"
            : null;
    }
}
