using System.ComponentModel.DataAnnotations;

namespace IndustryPartnership.Features;

/// <summary>An invited organisation accepts.</summary>
/// <param name="JoinedOn">The day of the acceptance, where it is recorded later; today where it is left out.</param>
public sealed record Acceptance([property: Range(typeof(DateOnly), "1950-01-01", "2099-12-31")] DateOnly? JoinedOn = null);

/// <summary>A member leaves.</summary>
/// <param name="Reason">Why; kept in the audit.</param>
/// <param name="LeftOn">The first day on which it is no longer a member, which may be to come; today where it is left out.</param>
public sealed record Departure([property: Required, MaxLength(400)] string Reason, [property: Range(typeof(DateOnly), "1950-01-01", "2099-12-31")] DateOnly? LeftOn = null);

/// <summary>A party of a base or a project invites another organisation.</summary>
/// <param name="Organisation">Its code.</param>
public sealed record Invitation([property: Required, MaxLength(40)] string Organisation);
