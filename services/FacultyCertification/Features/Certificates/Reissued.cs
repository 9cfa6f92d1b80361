using FacultyCertification.Rules;
using Kernel;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// The days of a chain after a day of issue was corrected: each certificate still follows the one before without a gap (D19).
/// </summary>
internal static class Reissued
{
    /// <param name="chain">The chain, by the first days.</param>
    /// <param name="id">The certificate whose day of issue was wrong.</param>
    /// <param name="issuedOn">The right day.</param>
    public static IReadOnlyList<Certificate> From(IReadOnlyList<Certificate> chain, Guid id, DateOnly issuedOn)
    {
        var right = new List<Certificate>();
        foreach (var one in chain)
        {
            var before = right.FirstOrDefault(other => other.Id == one.PredecessorId);
            var day = one.Id == id ? issuedOn : one.IssuedOn;
            var isMoved = one.Id == id || (before is not null && before != chain.Single(other => other.Id == before.Id));
            if (isMoved) right.Add(one.IssuedThen(day, Validity(one, before, day)));
            else right.Add(one);
        }
        return [.. right.Select(one => one.SupersededOn is null ? one : one with { SupersededOn = EndOf(one, right) })];
    }

    private static Period Validity(Certificate one, Certificate? before, DateOnly issuedOn) =>
        new Candidate(Guid.Empty, default, one.ValidityYears, [])
        {
            Kind = before is null ? Succession.First : before.Level == one.Level ? Succession.Renewal : Succession.Upgrade,
            FollowedUntil = before?.ValidUntil,
        }.ValidityFrom(issuedOn);

    // The first day of the higher level that follows, or the certificate's own first day if it was still to come then.
    private static DateOnly EndOf(Certificate one, List<Certificate> chain)
    {
        var higher = chain.Where(other => Level.IsHigher(other.Level, one.Level)).MinBy(other => other.ValidFrom);
        return higher is null ? one.SupersededOn!.Value : higher.ValidFrom > one.ValidFrom ? higher.ValidFrom : one.ValidFrom;
    }
}
