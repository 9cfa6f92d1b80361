using System.Globalization;
using Kernel;
using Kernel.Data;
using Kernel.Personal;

namespace Enrollment.Features.Learners;

/// <summary>
/// The personal values of a learner, under the ids that the learner's row has (D44). Each value stays readable as what was recorded, until
/// the learner's data are erased.
/// </summary>
internal sealed record LearnerValues
{
    public const string StudentNumber = "student-number";
    public const string Person = "person";
    public const string BirthDate = "birth-date";
    public const string WithdrawalReason = "withdrawal-reason";

    /// <summary>The values of the student number <c>@StudentNumber</c>.</summary>
    public const string OfNumber = "(SELECT v.id FROM $schema.personal_value v WHERE v.lookup = @StudentNumber)";

    private const string Kind = "learner";

    public Guid? StudentNumberId { get; init; }
    public string? Number { get; init; }
    public Guid? PersonId { get; init; }
    public string? PersonKey { get; init; }
    public Guid? BirthDateId { get; init; }
    public string? Born { get; init; }
    public Guid? WithdrawalReasonId { get; init; }
    public string? Reason { get; init; }

    /// <summary>Keeps the values of a new learner; null if the student number is taken.</summary>
    public static async Task<LearnerValues?> TryKeepAsync(UnitOfWork work, Learner learner, Act act) =>
        await work.TryKeepKeyAsync(Kind, learner.Id, StudentNumber, learner.StudentNumber, learner.Institution, act.Now) is not { } number
            ? null
            : await new LearnerValues { StudentNumberId = number, Number = learner.StudentNumber }.RenewedAsync(work, learner, act);

    /// <summary>Keeps what a change of the learner changed. The student number is free: the judge of corrections has looked.</summary>
    public static async Task<LearnerValues> RenewAsync(UnitOfWork work, Learner next, Act act)
    {
        var kept = await work.SingleAsync<LearnerValues>(
            """
            SELECT l.student_number_id, n.value AS number, l.person_id, p.value AS person_key, l.birth_date_id, b.value AS born,
                l.withdrawal_reason_id, w.value AS reason
            FROM enrollment.learner l
            LEFT JOIN enrollment.personal_value n ON n.id = l.student_number_id
            LEFT JOIN enrollment.personal_value p ON p.id = l.person_id
            LEFT JOIN enrollment.personal_value b ON b.id = l.birth_date_id
            LEFT JOIN enrollment.personal_value w ON w.id = l.withdrawal_reason_id
            WHERE l.id = @Id
            """,
            new { next.Id });
        return await kept.RenewedAsync(work, next, act);
    }

    private async Task<LearnerValues> RenewedAsync(UnitOfWork work, Learner next, Act act)
    {
        var renewed = this;
        if (Number != next.StudentNumber)
        {
            await work.ReleaseAsync(StudentNumberId!.Value);
            renewed = renewed with
            {
                StudentNumberId = await work.KeepOwnKeyAsync(
                    Kind, next.Id, StudentNumber, next.StudentNumber, next.Institution, act.Now),
            };
        }
        if (PersonKey != next.Person)
        {
            renewed = renewed with
            {
                PersonId = next.Person is { } key ? await work.KeepKeyAsync(Kind, next.Id, Person, key, act.Now) : null,
            };
        }
        if (Born != Text(next.BirthDate))
        {
            renewed = renewed with { BirthDateId = await work.KeepAsync(Kind, next.Id, BirthDate, Text(next.BirthDate), act.Now) };
        }
        if (Reason != next.WithdrawalReason)
        {
            renewed = renewed with
            {
                WithdrawalReasonId = await work.KeepAsync(Kind, next.Id, WithdrawalReason, next.WithdrawalReason, act.Now),
            };
        }
        return renewed;
    }

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
