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
/// A registrar of the institution that enrolled the learner, or that teaches the present stage, records an X-certificate (D21). The number
/// of an evaluation organisation is recorded once; after a withdrawal it is free again.
/// </summary>
public static class RecordXCertificate
{
    /// <param name="Type">The code of a defined type.</param>
    /// <param name="Level">One of the type's levels.</param>
    /// <param name="Number">The number that the evaluation organisation gave it.</param>
    /// <param name="IssuedOn">The day of issue, not before the learner's birth and not in the future.</param>
    /// <param name="Account">The opaque reference of the learner's account at the credit bank, if a mapping asks for it.</param>
    public sealed record Request(
        [property: Code] string Type,
        [property: Code] string Level,
        [property: Code(60)] string Number,
        [property: Day] DateOnly IssuedOn,
        [property: Code(100)] string? Account = null);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/learners/{id:guid}/x-certificates", HandleAsync)
        .WithName(nameof(RecordXCertificate)).WithSummary("Record a learner's X-certificate").Allow(Roles.Registrar);

    private static async Task<Results<Created<XCertificate>, Refusal>> HandleAsync(
        Guid id, Request request, UnitOfWork work, IPublishEndpoint events, Act act)
    {
        if (await LearnerRow.HoldAsync(work, id, act.Viewer()) is not { } learner) return CommonProblems.NotFound();
        if (!learner.IsOf(act.Caller.Org)) return Problems.NotTheLearnersSchool();
        if (await XCertificateTypeRow.FindAsync(work, request.Type) is not { } type) return Problems.NoSuchXCertificateType(request.Type);
        if (!type.Levels.Contains(request.Level)) return Problems.NoSuchLevel(type, request.Level);
        var day = RecordedDay.Judge("D21", "issuedOn", request.IssuedOn, learner.BirthDate, act.Today);
        if (!day.Passes) return Problems.DayOutOfRange(day);

        var recorded = XCertificate.Recorded(id, request, type.Evaluator, act);
        var fact = new XCertificateRecordedV1 { OccurredAt = act.Now, Certificate = recorded.ToEvent() };
        var isNew = await XCertificateRow.TryAddAsync(work, events, recorded, fact, act);
        if (!isNew) return Problems.XCertificateNumberTaken(type.Evaluator, request.Number);
        return await work.CommitAsync(TypedResults.Created($"/enrollment/v1/x-certificates/{recorded.Id}", recorded));
    }
}
