using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Kernel.Personal;
using MassTransit;

namespace Enrollment.Features.PersonalData;

/// <summary>A learner as the person whose data this service owns (D44).</summary>
internal static class LearnerSubject
{
    public static DataSubject Subject { get; } = new()
    {
        Kind = "learner",
        Roles = [Roles.Learner, Roles.Registrar],
        FindAsync = FindAsync,
        ThingsAsync = ThingsAsync,
        Erasure = new()
        {
            WhyNotAsync = WhyNotAsync,
            HasEndedAsync = HasEndedAsync,
            EraseAsync = EraseAsync,
        },
    };

    private static async Task<SubjectSeen?> FindAsync(IReader reader, Guid id, Act act) =>
        await LearnerRow.FindAsync(reader, id, act.Viewer()) is { } learner
            ? new(learner.PresentInstitution, act.Caller.Is(Roles.Learner) && learner.Person == act.Caller.Person)
            : null;

    private static Task<IReadOnlyList<ThingOfPerson>> ThingsAsync(IReader reader, Guid id) => reader.QueryAsync<ThingOfPerson>(
        """
        SELECT 'learner' AS kind, id FROM enrollment.learner WHERE id = @id
        UNION ALL
        SELECT 'transfer-candidate', id FROM enrollment.transfer_candidate WHERE learner_id = @id
        UNION ALL
        SELECT 'x-certificate', id FROM enrollment.x_certificate WHERE learner_id = @id
        UNION ALL
        SELECT 'passed-module', id FROM enrollment.passed_module WHERE learner_id = @id
        UNION ALL
        SELECT 'credit-decision', id FROM enrollment.credit_decision WHERE learner_id = @id
        UNION ALL
        SELECT 'diploma', id FROM enrollment.diploma WHERE learner_id = @id
        UNION ALL
        SELECT 'outcome', id FROM enrollment.outcome WHERE learner_id = @id
        """,
        new { id });

    private static async Task<Refusal?> WhyNotAsync(IReader reader, Guid id, DateOnly _)
    {
        var state = await reader.FindAsync<string>("SELECT state FROM enrollment.learner WHERE id = @id", new { id });
        return state is null || LearnerState.Final.Contains(state) ? null : Problems.DataStillNeeded(state);
    }

    private static async Task<bool> HasEndedAsync(IReader reader, string institution) =>
        await reader.FindAsync<string>("SELECT state FROM enrollment.organisation WHERE code = @institution", new { institution })
            == "closed";

    private static async Task EraseAsync(UnitOfWork work, IPublishEndpoint events, Guid id, Act act)
    {
        var learner = await LearnerRow.HoldAsync(work, id) ?? throw new InvalidOperationException("The learner is not there.");
        await LearnerRow.EraseAsync(work, events, learner, act);
    }
}
