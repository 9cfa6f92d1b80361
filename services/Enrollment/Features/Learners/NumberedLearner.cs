using Kernel.Data;

namespace Enrollment.Features.Learners;

/// <summary>Learners by their number at an institution, as rows name them.</summary>
internal static class NumberedLearner
{
    /// <summary>The learner of the number, held.</summary>
    public static async Task<Learner?> HoldAsync(UnitOfWork work, string number, string institution) =>
        await FindAsync(work, number, institution) is { } id ? await LearnerRow.HoldAsync(work, id) : null;

    /// <summary>The learner of the number, held, if the viewer may see them.</summary>
    public static async Task<Learner?> HoldAsync(UnitOfWork work, string number, string institution, Viewer viewer) =>
        await FindAsync(work, number, institution) is { } id ? await LearnerRow.HoldAsync(work, id, viewer) : null;

    /// <summary>Who has the number.</summary>
    public static Task<Guid?> FindAsync(IReader reader, string number, string institution) => reader.FindAsync<Guid?>(
        $"""
        SELECT l.id
        FROM enrollment.learner l
        WHERE l.student_number_id IN {LearnerValues.OfNumber}
            AND l.institution = @institution
        """,
        new { institution, StudentNumber = number });
}
