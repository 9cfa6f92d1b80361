using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// The teacher office corrects the day of issue (D43). The days of the certificate follow from it, and so do those of the certificates that
/// follow it: there is still no gap (D19).
/// </summary>
public static class CorrectIssue
{
    /// <param name="IssuedOn">The right day of issue.</param>
    /// <param name="Reason">Why; kept with the record.</param>
    public sealed record Request([property: Day] DateOnly IssuedOn, [property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/certificates/{id:guid}/issue-correction", HandleAsync)
        .WithName(nameof(CorrectIssue)).WithSummary("Correct the day on which a certificate was issued").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Certificate>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await CertificateRow.HoldAsync(work, id, act.Viewer()) is not { } certificate) return CommonProblems.NotFound();
        if (certificate.Institution != act.Caller.Org) return Problems.NotYourCertificate();
        if (await ErasedTeacher.WhyNotAsync(work, certificate.TeacherId) is { } erased) return erased;
        if (certificate.RevokedOn is not null) return Problems.NotCertified(certificate, act.Today);
        var all = (await CertificateRow.HoldOfAsync(work, [certificate.TeacherId]))[certificate.TeacherId].ToList();
        var chain = all.Where(one => one.ChainId == certificate.ChainId && one.RevokedOn is null).ToList();
        var basis = await Basis.ReadAsync(work, certificate);
        if (WhyNot(certificate, all, chain, basis, request.IssuedOn, act.Today) is { } refused) return refused;

        var after = Reissued.From(chain, id, request.IssuedOn);
        foreach (var (before, right) in chain.Zip(after).Where(pair => pair.First.Id == id || pair.First != pair.Second))
        {
            var next = right.Next(act.Today);
            var fact = new CertificateCorrectedV1 { OccurredAt = act.Now, Certificate = next.ToEvent() };
            await CertificateRow.RecordAsync(work, events, next, new("issue corrected", next.ValidFrom, request.Reason), fact, act);
        }
        return await work.CommitAsync(TypedResults.Ok((await CertificateRow.HoldAsync(work, id)).On(act.Today)));
    }

    private static Refusal? WhyNot(
        Certificate certificate, IReadOnlyList<Certificate> all, IReadOnlyList<Certificate> chain, Basis basis, DateOnly day,
        DateOnly today)
    {
        // A certificate begins before the higher level that ends it.
        var latest = chain.FirstOrDefault(next => next.PredecessorId == certificate.Id && next.Level != certificate.Level) is { } higher
            && higher.ValidFrom <= today ? higher.ValidFrom.AddDays(-1) : today;
        var employment = new Employment(basis.EmployedFrom, basis.LastDay);
        var step = new StepDay("issuedOn", basis.After.AddDays(1), latest, employment);
        if (step.JudgeOrder(day) is { Passes: false } order) return Problems.DayOutOfRange(order with { Change = Change() });
        if (step.JudgeEmployed(day) is { Passes: false } employed) return Problems.NotEmployed(employed with { Change = Change() });
        return Taken(day) is { } taken ? Problems.HeldThen(day, taken, Change()) : null;

        Period? Taken(DateOnly issuedOn)
        {
            var days = Reissued.From(chain, certificate.Id, issuedOn).Select(one => one.Held).ToList();
            return all.Except(chain).Select(other => other.Held).Where(held => days.Any(held.Overlaps))
                .OrderBy(held => held.From).Cast<Period?>().FirstOrDefault();
        }

        object? Change() => new Period(basis.After.AddDays(1), latest).And(employment.Days)
            .Nearest(day, other => Taken(other) is null) is { } nearest ? new { issuedOn = nearest } : null;
    }

    private sealed record Basis
    {
        public DateOnly After { get; init; }
        public DateOnly EmployedFrom { get; init; }
        public DateOnly? LastDay { get; init; }

        /// <summary>The last day of the notice, or the day of a decision from before notices, and the employment.</summary>
        public static Task<Basis> ReadAsync(UnitOfWork work, Certificate certificate) => work.SingleAsync<Basis>(
            """
            SELECT COALESCE(n.last_day, d.decided_on) AS after, o.employed_from, o.last_day
            FROM faculty.decision d
            INNER JOIN faculty.employment o ON o.id = d.employment_id
            LEFT JOIN faculty.application a ON a.id = d.application_id
            LEFT JOIN faculty.public_notice n ON n.id = a.notice_id
            WHERE d.id = @DecisionId
            """,
            new { certificate.DecisionId });
    }
}
