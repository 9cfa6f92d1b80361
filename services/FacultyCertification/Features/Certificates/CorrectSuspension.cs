using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Teachers;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace FacultyCertification.Features.Certificates;

/// <summary>
/// The teacher office corrects the days of a suspension, or takes back one that was a mistake (D43). The earlier days stay readable in the
/// records.
/// </summary>
public static class CorrectSuspension
{
    /// <param name="Reason">Why; kept with the record.</param>
    /// <param name="SuspendedOn">The right first day; leave it out if the certificate was not to be suspended.</param>
    /// <param name="ReinstatedOn">The right day of the reinstatement; leave it out if the suspension lasts.</param>
    public sealed record Request(
        [property: Text(400)] string Reason, [property: Day] DateOnly? SuspendedOn = null, [property: Day] DateOnly? ReinstatedOn = null)
        : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (SuspendedOn is null && ReinstatedOn is not null)
            {
                yield return new ValidationResult("It needs suspendedOn.", [nameof(ReinstatedOn)]);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/certificates/{id:guid}/suspensions/{suspensionId:guid}/correction", HandleAsync)
            .WithName(nameof(CorrectSuspension)).WithSummary("Correct or take back a suspension").Allow(Roles.TeacherOffice);

    private static async Task<Results<Ok<Certificate>, Refusal>> HandleAsync(
        Guid id, Guid suspensionId, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await CertificateRow.HoldAsync(work, id, act.Viewer()) is not { } certificate) return CommonProblems.NotFound();
        if (certificate.Institution != act.Caller.Org) return Problems.NotYourCertificate();
        if (await ErasedTeacher.WhyNotAsync(work, certificate.TeacherId) is { } erased) return erased;
        if (await SuspensionRow.HoldAsync(work, suspensionId, certificate) is not { } suspension) return CommonProblems.NotFound();
        if (suspension.IsWithdrawn) return Problems.SuspensionWithdrawn(suspension.Id);
        if (certificate.RevokedOn is not null) return Problems.NotCertified(certificate, act.Today);
        var chain = await CertificateRow.HoldChainAsync(work, certificate.ChainId);
        if (WhyNot(chain, suspension, request, act.Today) is { } refused) return refused;

        var corrected = suspension.CorrectedTo(request.SuspendedOn, request.ReinstatedOn, request.Reason);
        await SuspensionRow.RecordAsync(work, corrected, act);
        var change = new CertificateChange(
            request.SuspendedOn is null ? "suspension taken back" : "suspension corrected", corrected.SuspendedOn, request.Reason);
        var after = await Chain.RecordAsync(
            work, events, chain, corrected, change,
            right => new CertificateCorrectedV1 { OccurredAt = act.Now, Certificate = right.ToEvent() }, act);
        return await work.CommitAsync(TypedResults.Ok(after.Single(one => one.Id == id).On(act.Today)));
    }

    private static Refusal? WhyNot(IReadOnlyList<Certificate> chain, Suspension suspension, Request request, DateOnly today)
    {
        if (request.SuspendedOn is not { } first) return null;
        var days = ReinstateCertificate.Days(chain, suspension, today);
        if (days.JudgeFirst(first, request.ReinstatedOn) is { Passes: false } beginning) return Problems.SuspensionDay(beginning);
        var end = request.ReinstatedOn is { } day ? days.JudgeEnd(first, day) : days.JudgeOpen(first);
        return end is { Passes: false } verdict ? Problems.SuspensionDay(verdict) : null;
    }
}
