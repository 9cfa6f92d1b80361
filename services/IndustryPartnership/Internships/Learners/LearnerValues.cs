using System.Globalization;
using Contracts.Enrollment;
using Kernel.Data;
using Kernel.Personal;

namespace IndustryPartnership.Internships.Learners;

/// <summary>The personal values of a learner's copy, under the ids that its row has (D44). It has the newest values alone.</summary>
internal sealed record LearnerValues
{
    public const string Kind = "learner";

    public int Version { get; init; }
    public int? Cohort { get; init; }
    public Guid? PersonId { get; init; }
    public string? Person { get; init; }
    public Guid? BirthDateId { get; init; }
    public string? Born { get; init; }

    /// <summary>Keeps the values of a learner's state. Old news change nothing.</summary>
    public static async Task<LearnerValues> RenewAsync(UnitOfWork work, LearnerV1 learner, DateTimeOffset now)
    {
        var kept = await work.FindAsync<LearnerValues>(
            """
            SELECT l.version, l.cohort, l.person_id, p.lookup AS person, l.birth_date_id, b.value AS born
            FROM partnership.learner l
            LEFT JOIN partnership.personal_value p ON p.id = l.person_id
            LEFT JOIN partnership.personal_value b ON b.id = l.birth_date_id
            WHERE l.id = @Id
            """,
            new { learner.Id }) ?? new();
        var born = learner.BirthDate.ToString("O", CultureInfo.InvariantCulture);
        var isOld = kept.Version > learner.Version || (kept.Version == learner.Version && kept.Cohort is not null);
        if (isOld || (kept.Person == learner.Person && kept.Born == born)) return kept;
        await work.ExecuteAsync(
            "DELETE FROM partnership.personal_value WHERE thing_id = @thing AND kind = @Kind", new { thing = $"{learner.Id}", Kind });
        return kept with
        {
            PersonId = learner.Person is { } key ? await work.KeepKeyAsync(Kind, learner.Id, "person", key, now) : null,
            BirthDateId = await work.KeepAsync(Kind, learner.Id, "birth-date", born, now),
        };
    }
}
