using Contracts;
using Contracts.Enrollment;
using Enrollment.Features.Learners;
using Enrollment.Rules;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Certificates;

/// <summary>
/// The institution that recorded an X-certificate corrects it. The former values stay readable (D43). A certificate of another learner is
/// withdrawn instead, and recorded for the right one.
/// </summary>
public static class CorrectXCertificate
{
    /// <param name="Reason">The reason.</param>
    /// <param name="Type">The right type's code.</param>
    /// <param name="Level">The right level.</param>
    /// <param name="Number">The right number.</param>
    /// <param name="IssuedOn">The right day of issue.</param>
    /// <param name="Account">The right reference of the account at the credit bank; left out for none.</param>
    public sealed record Request(
        [property: Text(400)] string Reason,
        [property: Code] string Type,
        [property: Code] string Level,
        [property: Code(60)] string Number,
        [property: Day] DateOnly IssuedOn,
        [property: Code(100)] string? Account = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/x-certificates/{id:guid}/corrections", HandleAsync)
        .WithName(nameof(CorrectXCertificate)).WithSummary("Correct a recorded X-certificate").Allow(Roles.Registrar);

    private static async Task<Results<Ok<XCertificate>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await XCertificateRow.FindAsync(work, id, act.Viewer()) is not { } certificate) return CommonProblems.NotFound();
        if (certificate.Institution != act.Caller.Org) return Problems.NotTheRecorder();
        if (certificate.State != XCertificateState.Recorded) return Problems.XCertificateNotRecorded(certificate.State);
        if (await XCertificateTypeRow.FindAsync(work, request.Type) is not { } type) return Problems.NoSuchXCertificateType(request.Type);
        if (!type.Levels.Contains(request.Level)) return Problems.NoSuchLevel(type, request.Level);
        var learner = await LearnerRow.FindAsync(work, certificate.LearnerId, act.Viewer());
        var day = RecordedDay.Judge("D21", "issuedOn", request.IssuedOn, learner!.BirthDate, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        var corrected = certificate.CorrectedTo(request, type.Evaluator, act);
        if (corrected.IsAs(certificate)) return Problems.NothingToCorrect(new { certificate.Version });
        var fact = new XCertificateCorrectedV1 { OccurredAt = act.Now, Certificate = corrected.ToEvent() };
        var isFree = await XCertificateRow.TryRecordAsync(work, events, corrected, "corrected", fact, act);
        if (!isFree) return Problems.XCertificateNumberTaken(type.Evaluator, request.Number);
        return await work.CommitAsync(TypedResults.Ok(corrected));
    }
}
