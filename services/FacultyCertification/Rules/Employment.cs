namespace FacultyCertification.Rules;

/// <summary>From when, and until when, a teacher is employed by the institution.</summary>
/// <param name="From">The first day.</param>
/// <param name="LastDay">The last day, where one is known.</param>
public readonly record struct Employment(DateOnly From, DateOnly? LastDay)
{
    public bool Covers(DateOnly day) => day >= From && !(LastDay < day);
}
