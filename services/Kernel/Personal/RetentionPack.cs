namespace Kernel.Personal;

/// <summary>
/// The periods for personal data from a day on, as the law or this platform sets them (D44). They are data, as the rules of ADR 11.
/// </summary>
/// <param name="Id">Its name, such as <c>personal-data</c>.</param>
/// <param name="Source">Where its periods of a request are from: a law, or a decision of this platform.</param>
/// <param name="From">The first day on which it governs, until the next pack does.</param>
/// <param name="DecideWithinDays">The days in which an institution decides, from the request. After them it counts as granted.</param>
/// <param name="CarryOutAfterDays">The days between the decision and the erasure, in which a mistake is withdrawn.</param>
/// <param name="Kept">What outlives an erasure on one of its days.</param>
public sealed record RetentionPack(
    string Id, string Source, DateOnly From, int DecideWithinDays, int CarryOutAfterDays, IReadOnlyList<KeptByLaw> Kept);

/// <summary>A value that outlives an erasure, out of everybody's sight.</summary>
/// <param name="Kind">The kind of thing.</param>
/// <param name="Member">The value's member.</param>
/// <param name="Years">For how many years from the erasure it is kept.</param>
/// <param name="Source">The law that orders it.</param>
/// <param name="Mark"><c>R</c> if the text was read, <c>R?</c> if it was recalled, <c>D</c> if this platform decided it.</param>
public sealed record KeptByLaw(string Kind, string Member, int Years, string Source, string Mark);
