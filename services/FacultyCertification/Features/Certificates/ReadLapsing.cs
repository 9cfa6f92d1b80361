using System.ComponentModel.DataAnnotations;
using Contracts;
using FacultyCertification.Features.Applications;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// The radar: certificates of the institution's teachers that lapse in the next days, and that nothing follows yet (D19). It names the
/// application that is under way, if there is one.
/// </summary>
public static class ReadLapsing
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/lapsing-certificates", HandleAsync)
        .WithName("ListLapsingCertificates").WithSummary("List who lapses in the next days").Allow(Roles.TeacherOffice, Roles.Panel);

    private static async Task<Ok<Page<Lapsing>>> HandleAsync(
        HttpContext http, Paging paging, [AsParameters] CertificateFilter filter, Db db, Act act, CancellationToken ct,
        [Range(0, 3650)] int days = 90)
    {
        var viewer = act.Viewer();
        var rows = await paging.ReadAsync<Lapsing>(
            db,
            $"""
            SELECT c.seq, c.id AS certificate_id, c.teacher_id, c.level, c.valid_until, c.renewal_from, o.institution,
                n.lookup AS staff_number, o.unit, a.id AS application_id, a.state AS application_state
            FROM faculty.certificate c
            LEFT JOIN faculty.certificate s ON s.predecessor_id = c.id AND (s.revoked_on IS NULL OR s.revoked_on > s.valid_from)
            INNER JOIN faculty.employment o ON o.teacher_id = c.teacher_id
                AND o.institution = @Office
                AND o.employed_from <= @Today
                AND (o.last_day IS NULL OR o.last_day >= @Today)
            LEFT JOIN faculty.personal_value n ON n.id = o.staff_number_id
            LEFT JOIN faculty.application a ON a.predecessor_id = c.id AND a.state IN ('submitted', 'under-review', 'public-notice')
            WHERE c.revoked_on IS NULL
                AND c.superseded_on IS NULL
                AND s.id IS NULL
                AND c.valid_until >= @Today
                AND c.valid_until <= @until
                AND {CertificateFilter.Sql}
            """,
            new
            {
                viewer.Office,
                until = act.Today.AddDays(days),
                filter.State,
                filter.Level,
                filter.TeacherId,
                filter.StaffNumber,
                OfPerson = filter.Person,
                filter.Unit,
                act.Today,
            }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row with { DaysLeft = row.ValidUntil.DayNumber - act.Today.DayNumber });
    }

    /// <summary>A certificate that lapses soon.</summary>
    public sealed record Lapsing
    {
        /// <summary>The certificate.</summary>
        public required Guid CertificateId { get; init; }

        /// <summary>Its holder.</summary>
        public required Guid TeacherId { get; init; }

        /// <summary>The institution that employs the teacher.</summary>
        public required string Institution { get; init; }

        /// <summary>The teacher's number there.</summary>
        public required string StaffNumber { get; init; }

        /// <summary>The teacher's unit there.</summary>
        public required string? Unit { get; init; }

        /// <summary><c>junior</c>, <c>intermediate</c> or <c>senior</c>.</summary>
        [OneOf(typeof(Level))]
        public required string Level { get; init; }

        /// <summary>Its last day.</summary>
        public required DateOnly ValidUntil { get; init; }

        /// <summary>How many days after today its last one is.</summary>
        public required int DaysLeft { get; init; }

        /// <summary>The first day on which its renewal may be applied for.</summary>
        public required DateOnly RenewalFrom { get; init; }

        /// <summary>The application that is under way to follow it.</summary>
        public required Guid? ApplicationId { get; init; }

        /// <summary>The state of that application.</summary>
        [OneOf(typeof(ApplicationState))]
        public required string? ApplicationState { get; init; }

        internal long Seq { get; init; }
    }
}
