using Contracts.FacultyCertification;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Personal;
using MassTransit;

namespace FacultyCertification.Features.PersonalData;

/// <summary>
/// Empties the personal values and the free text of a teacher's rows (D44). Days, levels and states stay for figures (D41).
/// </summary>
internal static class TeacherEraser
{
    private const string Employments = "(SELECT e.id FROM faculty.employment e WHERE e.teacher_id = @id)";
    private const string Applications = "(SELECT a.id FROM faculty.application a WHERE a.teacher_id = @id)";
    private const string Certificates = "(SELECT c.id FROM faculty.certificate c WHERE c.teacher_id = @id)";
    private const string Decisions = "(SELECT d.id FROM faculty.decision d WHERE d.teacher_id = @id)";

    public static async Task EraseAsync(UnitOfWork work, IPublishEndpoint events, Guid id, Act act)
    {
        var teacher = await work.SingleAsync<Held>("SELECT person, version FROM faculty.teacher WHERE id = @id", new { id });
        await RememberAsync(work, id, act);
        await EraseEmploymentsAsync(work, id);
        await EraseProceduresAsync(work, id, teacher.Person);
        var version = teacher.Version + 1;
        await work.ChangeAsync(
            "UPDATE faculty.teacher SET person = NULL, erased_on = @Today, version = @version WHERE id = @id AND version = @version - 1",
            new { id, act.Today, version });
        await work.AuditAsync("teacher", id, version, "erased", act);
        await events.Publish(new TeacherErasedV1 { OccurredAt = act.Now, TeacherId = id, ErasedOn = act.Today, Version = version });
    }

    // A file that is sent again does not bring the teacher back.
    private static async Task RememberAsync(UnitOfWork work, Guid id, Act act)
    {
        var numbers = await work.QueryAsync<Numbered>(
            """
            SELECT e.institution, e.staff_number FROM faculty.employment e WHERE e.teacher_id = @id
            UNION
            SELECT e.institution, r.staff_number
            FROM faculty.employment e
            INNER JOIN faculty.employment_record r ON r.employment_id = e.id
            WHERE e.teacher_id = @id
            """,
            new { id });
        foreach (var one in numbers) await work.RememberErasedAsync(TeacherRow.StaffNumber, one.StaffNumber, one.Institution, act);
    }

    private static async Task EraseEmploymentsAsync(UnitOfWork work, Guid id)
    {
        await work.ExecuteAsync(
            "UPDATE faculty.employment SET staff_number = CAST(id AS NVARCHAR(36)), subjects = '' WHERE teacher_id = @id", new { id });
        await work.ExecuteAsync(
            $"UPDATE faculty.employment_record SET staff_number = '', subjects = '', reason = NULL WHERE employment_id IN {Employments}",
            new { id });
        await work.ExecuteAsync(
            """
            UPDATE faculty.qualification
            SET name = '', issuer = '', withdrawal_reason = CASE WHEN withdrawal_reason IS NOT NULL THEN '' END
            WHERE teacher_id = @id
            """,
            new { id });
        await work.ExecuteAsync("UPDATE faculty.practice SET seat_reason = NULL WHERE teacher_id = @id", new { id });
        await work.ExecuteAsync(
            """
            UPDATE faculty.ethics_finding
            SET reason = '', withdrawal_reason = CASE WHEN withdrawal_reason IS NOT NULL THEN '' END
            WHERE teacher_id = @id
            """,
            new { id });
    }

    private static async Task EraseProceduresAsync(UnitOfWork work, Guid id, string? person)
    {
        await work.ExecuteAsync("UPDATE faculty.application SET withdrawal_reason = NULL WHERE teacher_id = @id", new { id });
        await work.ExecuteAsync(
            $"UPDATE faculty.application_evidence SET description = NULL WHERE application_id IN {Applications}", new { id });
        await work.ExecuteAsync(
            $"UPDATE faculty.objection SET grounds = '', decision_reason = NULL WHERE application_id IN {Applications}", new { id });
        await work.ExecuteAsync("UPDATE faculty.decision SET grounds = '' WHERE teacher_id = @id", new { id });
        await work.ExecuteAsync($"UPDATE faculty.decision_member SET reason = '' WHERE decision_id IN {Decisions}", new { id });
        // As a member of panels the teacher is nobody in particular any more, and the vote stays.
        await work.ExecuteAsync(
            "UPDATE faculty.decision_member SET member = @erased WHERE member = @person", new { person, erased = $"{Guid.NewGuid():N}" });
        await work.ExecuteAsync("UPDATE faculty.certificate SET revocation_reason = NULL WHERE teacher_id = @id", new { id });
        await work.ExecuteAsync($"UPDATE faculty.certificate_fact SET reason = NULL WHERE certificate_id IN {Certificates}", new { id });
        await work.ExecuteAsync(
            $"""
            UPDATE faculty.suspension
            SET reason = '', reinstatement_reason = NULL, correction_reason = NULL
            WHERE certificate_id IN {Certificates}
            """,
            new { id });
    }

    private sealed record Held
    {
        public string? Person { get; init; }
        public int Version { get; init; }
    }

    private sealed record Numbered
    {
        public string Institution { get; init; } = "";
        public string StaffNumber { get; init; } = "";
    }
}
