using Contracts.Enrollment;
using Enrollment.Features.Figures;
using Kernel;
using Kernel.Data;
using Kernel.Messaging.CatchUp;
using Kernel.Personal;
using MassTransit;

namespace Enrollment.Features.Learners;

/// <summary>Learners as they are stored: found, held while a command decides, and recorded once.</summary>
internal static class LearnerRow
{
    /// <summary>Learners <c>l</c> with their articulations <c>a</c>.</summary>
    public const string Select = $"SELECT l.seq, {Values}";

    /// <summary>The same without their place, which a list may have from another table.</summary>
    public const string Values =
        """
        l.id, l.institution, n.value AS student_number, p.value AS person, b.value AS birth_date, l.cohort, l.class,
            l.special_admission,
            l.admission, l.admission_region, l.admission_score, l.holds_registration, l.articulation_id, l.major, a.from_institution,
            a.from_major, a.to_institution, a.to_major, a.pathway_code, l.stage, l.state, l.since, l.stage_began_on, l.present_institution,
            l.enrolled_on, l.withdrawn_on, w.value AS withdrawal_reason, l.changed_on, l.erased_on, l.version,
            (SELECT f.cohort
                FROM enrollment.learner_fact f
                WHERE f.learner_id = l.id AND f.version = 1 AND f.superseded_at IS NULL) AS first_cohort
        FROM enrollment.learner l
        JOIN enrollment.articulation a ON a.id = l.articulation_id
        LEFT JOIN enrollment.personal_value n ON n.id = l.student_number_id
        LEFT JOIN enrollment.personal_value p ON p.id = l.person_id
        LEFT JOIN enrollment.personal_value b ON b.id = l.birth_date_id
        LEFT JOIN enrollment.personal_value w ON w.id = l.withdrawal_reason_id
        """;

    /// <summary>The registrars of the articulation's institutions see a learner, and so does the learner. Nobody sees one whose data were
    /// erased (D44). The parameters are a <see cref="Viewer"/>'s.</summary>
    public const string Visible = $"(l.erased_on IS NULL AND {Concerned})";

    /// <summary>The same for what has the learner's id alone, such as a published figure.</summary>
    public const string Concerned =
        $"""
        ((@IsRegistrar = 1 AND l.articulation_id IN (
                SELECT o.articulation_id FROM enrollment.articulation_owner o WHERE o.institution = @Org))
            OR (@IsLearner = 1
                AND l.person_id IN {PersonalValues.OfViewer}
                AND (l.institution = @Org OR l.present_institution = @Org)))
        """;

    /// <summary>The learner, if the viewer may see them. A unit of work holds the learner until it ends.</summary>
    public static async Task<Learner?> FindAsync(IReader reader, Guid id, Viewer viewer, CancellationToken ct = default)
    {
        var found = await reader.FindAsync<Learner>(
            $"""
            {Select}
            WHERE l.id = @id
                AND {Visible}
            """,
            new { id, viewer.Org, viewer.Person, viewer.IsRegistrar, viewer.IsLearner }, ct);
        return found is null ? null : await EnrolledAdmission.JudgedNowAsync(reader, found, ct);
    }

    /// <summary>The learner, held: nobody else changes them before this transaction ends.</summary>
    public static Task<Learner?> HoldAsync(UnitOfWork work, Guid id, Viewer viewer) => FindAsync(work, id, viewer);

    /// <summary>The learner of a fact that names them, held; null if this service does not know them.</summary>
    public static Task<Learner?> HoldAsync(UnitOfWork work, Guid id) =>
        work.FindAsync<Learner>(Select + " WHERE l.id = @id", new { id });

    /// <summary>Keeps a new learner, with fact, audit and event; false if the student number is taken.</summary>
    public static async Task<bool> TryAddAsync(UnitOfWork work, IPublishEndpoint events, Learner enrolled, Act act)
    {
        if (await LearnerValues.TryKeepAsync(work, enrolled, act) is not { } values) return false;
        await work.ExecuteAsync(
            """
            INSERT INTO enrollment.learner (
                id, institution, present_institution, student_number_id, person_id, birth_date_id, cohort, class, special_admission,
                admission, admission_region, admission_score, holds_registration, articulation_id, major, stage, state, enrolled_on,
                since, stage_began_on, changed_on, version, created_at)
            VALUES (
                @Id, @Institution, @PresentInstitution, @StudentNumberId, @PersonId, @BirthDateId, @Cohort, @Class, @SpecialAdmission,
                @Admission, @AdmissionRegion, @AdmissionScore, @HoldsRegistration, @ArticulationId, @Major, @Stage, @State, @EnrolledOn,
                @Since, @StageBeganOn, @ChangedOn, @Version, @Now)
            """,
            new
            {
                enrolled.Id,
                enrolled.Institution,
                enrolled.PresentInstitution,
                values.StudentNumberId,
                values.PersonId,
                values.BirthDateId,
                enrolled.Cohort,
                enrolled.Class,
                enrolled.SpecialAdmission,
                enrolled.Admission,
                enrolled.AdmissionRegion,
                enrolled.AdmissionScore,
                enrolled.HoldsRegistration,
                enrolled.ArticulationId,
                enrolled.Major,
                enrolled.Stage,
                enrolled.State,
                enrolled.EnrolledOn,
                enrolled.Since,
                enrolled.StageBeganOn,
                enrolled.ChangedOn,
                enrolled.Version,
                act.Now,
            });
        var fact = new LearnerEnrolledV1 { OccurredAt = act.Now, Learner = enrolled.ToEvent() };
        await TellAsync(work, events, enrolled, LearnerFact.Enrolled, fact, act, null);
        await LearnerSight.AddAsync(work, enrolled.Id);
        await FigureCounts.AddAsync(work, CountedCourse.None, CountedCourse.Of(enrolled, act));
        return true;
    }

    /// <summary>Records a change: the row, the fact with its day, the audit, and the event that the command names.</summary>
    /// <param name="work">The transaction, which holds the learner.</param>
    /// <param name="events">Where the event is published.</param>
    /// <param name="next">The learner after the change.</param>
    /// <param name="action">What happened: one of <see cref="LearnerFact"/>.</param>
    /// <param name="fact">The event.</param>
    /// <param name="act">Who did it, and when.</param>
    /// <param name="reason">Why; kept in the audit.</param>
    public static Task RecordAsync(
        UnitOfWork work, IPublishEndpoint events, Learner next, string action, object fact, Act act, string? reason = null) =>
        FigureCounts.ChangeAsync(work, next.Id, async () =>
        {
            await ChangeAsync(work, next, act);
            await TellAsync(work, events, next, action, fact, act, reason);
        });

    /// <summary>
    /// The present state of all learners, for a service that catches up. Of one who was ever corrected or erased it is the whole course:
    /// what was told before may reach the service again (D43, D44).
    /// </summary>
    public static async Task<IReadOnlyList<PresentState>> StatesAsync(UnitOfWork work, long after, int limit, DateTimeOffset now)
    {
        var learners = await work.QueryAsync<Learner>(
            $"""
            {Select}
            WHERE l.seq > @after
            ORDER BY l.seq {Db.Page}
            """,
            new { after, limit });
        var courses = await FactRow.CorrectedAsync(work, [.. learners.Select(learner => learner.Id)]);
        return
        [
            .. learners.Select(learner => new PresentState(
                learner.Seq,
                courses[learner.Id].ToList() is not { Count: > 0 } course ? Fact(learner, now)
                    : learner.ErasedOn is not null ? new LearnerErasedV1 { OccurredAt = now, Learner = learner.ToErased(course) }
                    : new LearnerCorrectedV1 { OccurredAt = now, Learner = learner.ToEvent(), Course = course })),
        ];
    }

    /// <summary>
    /// Erases the values in the learner's row (D44). The values themselves are deleted with those of the learner's other things.
    /// </summary>
    public static async Task EraseAsync(UnitOfWork work, IPublishEndpoint events, Learner learner, Act act)
    {
        var erased = learner.ErasedBy(act);
        // The guard of a person goes with their last record.
        await work.ExecuteAsync(
            $"""
            DELETE FROM enrollment.person
            WHERE person = @Person
                AND NOT EXISTS (
                    SELECT 1
                    FROM enrollment.learner l
                    WHERE l.person_id IN {PersonalValues.OfViewer}
                        AND l.id <> @Id)
            """,
            new { learner.Id, learner.Person });
        await work.ChangeAsync(
            """
            UPDATE enrollment.learner
            SET student_number_id = NULL, person_id = NULL, birth_date_id = NULL, withdrawal_reason_id = NULL, admission_region = NULL,
                admission_score = NULL, holds_registration = NULL, erased_on = @ErasedOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new { erased.Id, erased.ErasedOn, erased.Version });
        await work.AuditAsync("learner", erased.Id, erased.Version, "erased", act);
        var course = (await FactRow.StandingAsync(work, erased.Id)).Select(fact => fact.ToEvent()).ToList();
        await events.Publish(new LearnerErasedV1 { OccurredAt = act.Now, Learner = erased.ToErased(course) });
    }

    /// <summary>The row alone, for <see cref="RecordAsync"/> and for a correction.</summary>
    internal static async Task ChangeAsync(UnitOfWork work, Learner next, Act act)
    {
        var values = await LearnerValues.RenewAsync(work, next, act);
        await work.ChangeAsync(
            """
            UPDATE enrollment.learner
            SET student_number_id = @StudentNumberId, person_id = @PersonId, birth_date_id = @BirthDateId, cohort = @Cohort, class = @Class,
                admission = @Admission, admission_region = @AdmissionRegion, admission_score = @AdmissionScore,
                holds_registration = @HoldsRegistration,
                articulation_id = @ArticulationId, enrolled_on = @EnrolledOn, state = @State, since = @Since, stage = @Stage,
                stage_began_on = @StageBeganOn, major = @Major, present_institution = @PresentInstitution,
                withdrawn_on = @WithdrawnOn, withdrawal_reason_id = @WithdrawalReasonId, changed_on = @ChangedOn, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                values.StudentNumberId,
                values.PersonId,
                values.BirthDateId,
                next.Cohort,
                next.Class,
                next.Admission,
                next.AdmissionRegion,
                next.AdmissionScore,
                next.HoldsRegistration,
                next.ArticulationId,
                next.EnrolledOn,
                next.State,
                next.Since,
                next.Stage,
                next.StageBeganOn,
                next.Major,
                next.PresentInstitution,
                next.WithdrawnOn,
                values.WithdrawalReasonId,
                next.ChangedOn,
                next.Version,
            });
    }

    private static async Task TellAsync(
        UnitOfWork work, IPublishEndpoint events, Learner learner, string action, object fact, Act act, string? reason)
    {
        await FactRow.Of(learner, action).AddAsync(work, learner.Id, learner.Version, act);
        await work.AuditAsync("learner", learner.Id, learner.Version, action, act, reason);
        await events.Publish(fact);
    }

    // Tells a state to a service that knows none of its changes. A command names its own event.
    private static object Fact(Learner learner, DateTimeOffset now) => learner.State switch
    {
        LearnerState.Enrolled => new LearnerEnrolledV1 { OccurredAt = now, Learner = learner.ToEvent() },
        LearnerState.OnLeave => new LearnerWentOnLeaveV1 { OccurredAt = now, Learner = learner.ToEvent() },
        LearnerState.TransferReady => new LearnerStageCompletedV1 { OccurredAt = now, Learner = learner.ToEvent() },
        LearnerState.Transferred => new LearnerTransferredV1 { OccurredAt = now, Learner = learner.ToEvent() },
        LearnerState.Graduated => new LearnerGraduatedV1 { OccurredAt = now, Learner = learner.ToEvent() },
        LearnerState.CompletedAssociate => new LearnerCompletedAssociateV1 { OccurredAt = now, Learner = learner.ToEvent() },
        _ => new LearnerWithdrawnV1 { OccurredAt = now, Learner = learner.ToEvent() },
    };
}
