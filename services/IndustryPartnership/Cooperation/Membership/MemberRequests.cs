using Kernel.Http;

namespace IndustryPartnership.Cooperation.Membership;

/// <summary>An invited organisation accepts.</summary>
/// <param name="JoinedOn">The day of the acceptance, if recorded later; today if left out.</param>
public sealed record Acceptance([property: Day] DateOnly? JoinedOn = null);

/// <summary>A member leaves.</summary>
/// <param name="Reason">The reason, kept in the audit.</param>
/// <param name="LeftOn">The first day on which it is no longer a member, possibly in the future; today if left out.</param>
public sealed record Departure([property: Text(400)] string Reason, [property: Day] DateOnly? LeftOn = null);

/// <summary>A party of a base or a project invites another organisation.</summary>
/// <param name="Organisation">Its code.</param>
public sealed record Invitation([property: Code] string Organisation);
