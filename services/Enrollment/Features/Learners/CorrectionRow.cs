using Contracts.Enrollment;
using Enrollment.Features.Figures;
using Kernel;
using Kernel.Data;
using Kernel.Personal;
using MassTransit;

namespace Enrollment.Features.Learners;

/// <summary>Corrections as they are stored: both values of each member, and both rows of each fact (D43).</summary>
internal static class CorrectionRow
{
    /// <summary>Records a correction: the row, the facts that now stand, what was replaced, the audit, and the event.</summary>
    public static async Task RecordAsync(UnitOfWork work, IPublishEndpoint events, Correction made, Act act, string reason)
    {
        var next = made.Learner;
        await FigureCounts.ChangeAsync(work, next.Id, async () =>
        {
            await LearnerRow.ChangeAsync(work, next, act);
            foreach (var fact in made.Superseded()) await fact.SupersedeAsync(work, next.Id, act);
            foreach (var fact in made.Added()) await fact.AddAsync(work, next.Id, next.Version, act);
        });
        foreach (var replaced in made.Replaced)
        {
            var beforeId = await work.KeepAsync("learner", next.Id, LearnerFact.Corrected, replaced.Before, act.Now);
            var afterId = await work.KeepAsync("learner", next.Id, LearnerFact.Corrected, replaced.After, act.Now);
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.learner_correction (learner_id, version, member, before_id, after_id, recorded_on, recorded_at)
                VALUES (@Id, @Version, @Member, @beforeId, @afterId, @Today, @Now)
                """,
                new { next.Id, next.Version, replaced.Member, beforeId, afterId, act.Today, act.Now });
        }
        await work.AuditAsync("learner", next.Id, next.Version, LearnerFact.Corrected, act, reason);
        var course = made.After.Select(fact => fact.ToEvent()).ToList();
        await events.Publish(new LearnerCorrectedV1 { OccurredAt = act.Now, Learner = next.ToEvent(), Course = course });
    }
}
