namespace IndustryPartnership.Internships.Placements;

/// <summary>Days on which a placement had no work.</summary>
/// <param name="PausedOn">The first day without work.</param>
/// <param name="ResumedOn">The first day of work again; null while it is paused, and if it was stopped instead.</param>
public sealed record PlacementPause(DateOnly PausedOn, DateOnly? ResumedOn);
