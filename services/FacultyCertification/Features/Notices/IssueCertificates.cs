using Contracts;
using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Objections;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Notices;

/// <summary>
/// The teacher office issues the certificates of all grants that were not overturned, or of none (D16, D19). It does so after the last day
/// of the notice, and after the decisions on its objections. A renewal begins on the day after the certificate that it follows, also if it
/// is issued late. A higher level begins on the day of issue, and ends the one before.
/// </summary>
public static class IssueCertificates
{
    /// <param name="IssuedOn">The day of issue, after the last day of the notice; today by default.</param>
    public sealed record Request([property: Day] DateOnly? IssuedOn = null);

    /// <param name="Certificates">The certificates, in the order of the applications.</param>
    public sealed record Response(IReadOnlyList<Certificate> Certificates);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/public-notices/{id:guid}/certificates", HandleAsync)
        .WithName(nameof(IssueCertificates)).WithSummary("Issue the certificates of a notice that is over").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Response>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await NoticeRow.FindAsync(work, id) is not { } notice) return CommonProblems.NotFound();
        if (notice.Institution != act.Caller.Org) return Problems.NotYourNotice();

        // The applications first, so that none is refused or withdrawn meanwhile. Then the teachers, so that no departure or other
        // certificate comes between (D19).
        var applications = await ApplicationRow.HoldNoticedAsync(work, id);
        if (applications.Count == 0) return Problems.NoCertificateDue(id);
        if (applications.FirstOrDefault(one => !Scope.Judge(one.Category).Passes) is { } outside)
        {
            return Problems.OutOfScope(Scope.Judge(outside.Category), outside.Id);
        }
        if (await ObjectionRow.HoldOpenAsync(work, id) is { Count: > 0 } open) return Problems.ObjectionsUndecided(open);
        var teachers = new Dictionary<Guid, Teacher>();
        foreach (var one in applications) teachers[one.TeacherId] = await TeacherRow.HoldAsync(work, one.EmploymentId);
        var held = await CertificateRow.HoldOfAsync(work, [.. teachers.Keys]);
        var issuedOn = request.IssuedOn ?? act.Today;
        var candidates = applications.Select(one => one.ToCandidate(teachers[one.TeacherId], [.. held[one.TeacherId]])).ToList();
        if (WhyNot(issuedOn, notice, act.Today, candidates) is { } refused) return refused;

        var certificates = new List<Certificate>();
        foreach (var (application, candidate) in applications.Zip(candidates))
        {
            var followed = application.Followed(held[application.TeacherId]);
            var certificate = application.ToCertificate(issuedOn, candidate.ValidityFrom(issuedOn), followed);
            await CertificateRow.AddAsync(work, events, certificate, act);
            await Followed.RecordAsync(work, events, [.. held[application.TeacherId]], certificate, act);
            await ApplicationRow.RecordAsync(work, application.CertifiedBy(certificate), "certified", act);
            await TeacherRow.MarkAsync(work, teachers[application.TeacherId].Certified(), "certified", act);
            certificates.Add(certificate.On(act.Today));
        }
        return await work.CommitAsync(TypedResults.Ok(new Response(certificates)));
    }

    private static Refusal? WhyNot(DateOnly day, PublicNotice notice, DateOnly today, IReadOnlyList<Candidate> candidates)
    {
        var judged = new CertificateDay(new Period(notice.LastDay.AddDays(1), today), candidates);
        if (judged.JudgeNotice(day) is { Passes: false } order)
        {
            return day <= notice.LastDay ? Problems.NoticeRunning(order, notice.LastDay) : Problems.DayOutOfRange(order);
        }
        if (judged.JudgeEmployed(day) is { Passes: false } employed) return Problems.NotEmployed(employed);
        return judged.JudgeHeld(day) is { Passes: false } held ? Problems.AlreadyCertified(held) : null;
    }
}
