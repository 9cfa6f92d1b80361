using System.ComponentModel.DataAnnotations;
using Contracts;
using Contracts.FacultyCertification;
using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Teachers;
using Kernel;
using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace FacultyCertification.Features.Ethics;

/// <summary>
/// The teacher office records a failed ethics review. It bars applying for its period, ends open applications, and revokes the certificates
/// that the teacher holds (D15). Both follow the teacher to other institutions.
/// </summary>
public static class RecordEthicsFinding
{
    /// <param name="BarredFrom">The first day on which the teacher cannot apply, today or earlier. Certificates end with it.</param>
    /// <param name="BarredUntil">The last day, not before the first.</param>
    /// <param name="Reason">What the review found.</param>
    public sealed record Request(
        [property: Day] DateOnly BarredFrom, [property: Day] DateOnly BarredUntil, [property: Text(400)] string Reason) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (BarredUntil < BarredFrom)
            {
                yield return new ValidationResult("The day must not be before barredFrom.", [nameof(BarredUntil)]);
            }
        }
    }

    private const string Consequence = "An ethics review failed.";

    public static void Map(RouteGroupBuilder api) => api.MapPost("/teachers/{id:guid}/ethics-findings", HandleAsync)
        .WithName(nameof(RecordEthicsFinding)).WithSummary("Record a failed ethics review of a teacher").Allow(Roles.TeacherOffice);

    private static async Task<Results<Created<EthicsFinding>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await TeacherRow.FindAsync(work, id, act.Viewer()) is not { } teacher) return CommonProblems.NotFound();
        if (request.BarredFrom > act.Today) return Problems.FindingInFuture(request.BarredFrom, act.Today);
        var employments = await TeacherRow.EmploymentsAsync(work, teacher);
        if (FindingDay.Judge(request.BarredFrom, employments, act.Today) is { Passes: false } other) return Problems.NotEmployed(other);

        var found = new EthicsFinding
        {
            Id = Guid.CreateVersion7(),
            TeacherId = teacher.Id,
            Institution = teacher.Institution,
            BarredFrom = request.BarredFrom,
            BarredUntil = request.BarredUntil,
            Reason = request.Reason,
            WithdrawalReason = null,
            Version = 1,
        };
        await EthicsRow.AddAsync(work, found, act);
        foreach (var application in await ApplicationRow.HoldOpenAsync(work, teacher.Id))
        {
            await ApplicationRow.RecordAsync(work, application.WithdrawnFor(Consequence), "withdrawn", act, Consequence);
        }
        foreach (var held in (await CertificateRow.HoldOfAsync(work, [teacher.Id]))[teacher.Id].Where(IsHeld)) await RevokeAsync(held);
        return await work.CommitAsync(TypedResults.Created($"/faculty-certification/v1/ethics-findings/{found.Id}", found));

        // Also a suspended one, and one that is to come. One that has expired is held no more.
        bool IsHeld(Certificate one) => one.RevokedOn is null && one.Held.Until >= request.BarredFrom
            && one.StateOn(act.Today) != Certificate.Expired;

        async Task RevokeAsync(Certificate held)
        {
            var day = held.ValidFrom > request.BarredFrom ? held.ValidFrom : request.BarredFrom;
            var revoked = held.RevokedFrom(day, Consequence).Next(act.Today);
            var fact = new CertificateRevokedV1 { OccurredAt = act.Now, Certificate = revoked.ToEvent() };
            await CertificateRow.RecordAsync(work, events, revoked, new(Certificate.Revoked, day, Consequence), fact, act);
        }
    }
}
