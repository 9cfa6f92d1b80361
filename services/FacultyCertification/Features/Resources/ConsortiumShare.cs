using Kernel;
using Kernel.Data;

namespace FacultyCertification.Features.Resources;

/// <summary>S15, D45: an owner shares a resource with a consortium only on a day on which the owner is a member of it.</summary>
internal static class ConsortiumShare
{
    /// <returns>Refused with the days of the membership. No other day passes, because sharing begins today.</returns>
    public static Verdict Judge(ConsortiumDays days, DateOnly today) => days.IsMemberOn(today)
        ? Verdict.Passed("D45")
        : Verdict.Refused(
            "D45",
            new
            {
                today,
                foundedOn = days.FoundedOn,
                dissolvedOn = days.DissolvedOn,
                memberships = days.Memberships.Select(one => new { one.JoinedOn, one.LeftOn }),
            },
            new { scope = ResourceSharing.Own, consortiumId = default(Guid?) });
}

/// <summary>A consortium with the memberships of one organisation.</summary>
/// <param name="FoundedOn">The day of its founding.</param>
/// <param name="DissolvedOn">The first day without it.</param>
/// <param name="Memberships">The organisation's memberships.</param>
internal sealed record ConsortiumDays(DateOnly FoundedOn, DateOnly? DissolvedOn, IReadOnlyList<MembershipDays> Memberships)
{
    public bool IsMemberOn(DateOnly day) => FoundedOn <= day && !(DissolvedOn <= day) && Memberships.Any(one => one.Covers(day));

    /// <summary>Null if the consortium is not known here.</summary>
    public static async Task<ConsortiumDays?> FindAsync(UnitOfWork work, Guid id, string organisation)
    {
        var found = await work.FindAsync<Row>(
            "SELECT founded_on, dissolved_on FROM faculty.consortium WHERE id = @id", new { id });
        if (found is null) return null;
        var memberships = await work.QueryAsync<MembershipDays>(
            """
            SELECT joined_on, left_on
            FROM faculty.consortium_member
            WHERE consortium_id = @id
                AND organisation = @organisation
            ORDER BY joined_on
            """,
            new { id, organisation });
        return new(found.FoundedOn, found.DissolvedOn, memberships);
    }

    private sealed record Row
    {
        public DateOnly FoundedOn { get; init; }
        public DateOnly? DissolvedOn { get; init; }
    }
}

/// <summary>The days of one membership.</summary>
internal sealed record MembershipDays
{
    public DateOnly JoinedOn { get; init; }

    /// <summary>The first day after it.</summary>
    public DateOnly? LeftOn { get; init; }

    public bool Covers(DateOnly day) => JoinedOn <= day && !(LeftOn <= day);
}
