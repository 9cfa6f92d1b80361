using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Certificates;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Notices;

/// <summary>After the last day of a notice the teacher office certifies those whose grant was not overturned meanwhile, all of them or none (D16, D19).</summary>
public static class IssueCertificates
{
    /// <param name="IssuedOn">The first day of the certificates; today where none is given. It is after the last day of the notice.</param>
    public sealed record Request([property: Day] DateOnly? IssuedOn = null);

    /// <param name="Certificates">The certificates, in the order of the applications.</param>
    public sealed record Response(IReadOnlyList<Certificate> Certificates);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/public-notices/{id:guid}/certificates", HandleAsync)
        .WithName(nameof(IssueCertificates)).WithSummary("Issue the certificates of a notice that is over").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Response>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Caller caller, Today today, TimeProvider clock)
    {
        if (await NoticeRow.FindAsync(work, id) is not { } notice) return CommonProblems.NotFound();
        if (notice.Institution != caller.Org) return Problems.NotYourNotice();

        // The applications' rows first, so that none is refused or withdrawn meanwhile; then the teachers', so that no departure or other certificate comes between (D19).
        var taken = await work.ExecuteAsync("UPDATE faculty.application SET state = 'certified', ended_as = id, version = version + 1 WHERE notice_id = @id AND state = 'public-notice'", new { id });
        if (taken == 0) return Problems.NoCertificateDue(id);
        await work.ExecuteAsync(
            "UPDATE faculty.teacher SET version = version + 1 WHERE id IN (SELECT teacher_id FROM faculty.application WHERE notice_id = @id AND state = 'certified')", new { id });
        var rows = await ApplicationRow.CertifiedAsync(work, id);
        var day = request.IssuedOn ?? today.Value;
        var held = await CertificateRow.HeldByAsync(work, [.. rows.Select(row => row.TeacherId)]);
        if (Refusal(day, notice, today.Value, [.. rows.Select(row => new Candidate(row.Id, row.Employment, row.ValidityYears, [.. held[row.TeacherId]]))]) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        var certificates = new List<Certificate>();
        foreach (var row in rows)
        {
            var certificate = await CertificateRow.GiveAsync(work, row, Period.OfYears(day, row.ValidityYears), now, today.Value);
            await work.AuditAsync("application", row.Id, row.Version, "certified", caller);
            await work.AuditAsync("teacher", row.TeacherId, row.TeacherVersion, "certified", caller);
            await work.AuditAsync("certificate", certificate.Id, certificate.Version, "certified", caller);
            await events.Publish(new TeacherCertifiedV1 { OccurredAt = now, Certificate = certificate.Carried() });
            certificates.Add(certificate.Show());
        }
        return await work.CommitAsync(TypedResults.Ok(new Response(certificates)));
    }

    private static Refusal? Refusal(DateOnly day, NoticeRow notice, DateOnly today, IReadOnlyList<Candidate> candidates)
    {
        var earliest = notice.LastDay.AddDays(1);
        if (day < earliest) return Problems.NoticeRunning(day, notice.LastDay, earliest);
        if (new StepDay("issuedOn", earliest, today).JudgeOrder(day) is { Passes: false } order) return Problems.DayOutOfRange(order);
        var judged = new CertificateDay(new Period(earliest, today), candidates);
        if (judged.JudgeEmployed(day) is { Passes: false } employed) return Problems.NotEmployed(employed);
        return judged.JudgeHeld(day) is { Passes: false } held ? Problems.AlreadyCertified(held) : null;
    }
}
