using Contracts;
using Enrollment.Features.Credits;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Learners;

/// <summary>The registrars of an articulation's institutions read its learners. Each learner reads their own enrolments.</summary>
public static class ReadLearners
{
    /// <param name="Id">The identity of its source.</param>
    /// <param name="SourceKind">What earned it: <c>placement</c>, <c>x-certificate</c> or <c>module</c>.</param>
    /// <param name="SourceId">The placement, the certificate or the passed module; it earns credit once.</param>
    /// <param name="Credits">In tenths of a credit, for all modules that the source earns.</param>
    /// <param name="Grade"><c>excellent</c>, <c>good</c> or <c>pass</c> (D40); null for an X-certificate.</param>
    /// <param name="Hours">Effective hours of the placement.</param>
    /// <param name="EffectiveOn">The day on which it was achieved: the placement's last one.</param>
    /// <param name="RecordedAt">When this service knew of the source, UTC.</param>
    // Here, since its name in the OpenAPI document has this class in it.
    public sealed record Credit(
        Guid Id, [property: OneOf(CreditSource.Placement, CreditSource.XCertificate, CreditSource.Module)] string SourceKind,
        Guid SourceId, int Credits, [property: OneOf(typeof(Contracts.IndustryPartnership.Grade))] string? Grade, int? Hours,
        DateOnly EffectiveOn, DateTimeOffset RecordedAt);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/learners", ListAsync).WithName("ListLearners").WithSummary("List learners")
            .Allow(Roles.Registrar, Roles.Learner);
        api.MapGet("/learners/{id:guid}", GetAsync).WithName("GetLearner").WithSummary("Read a learner")
            .Allow(Roles.Registrar, Roles.Learner);
    }

    private static async Task<Ok<Page<Learner>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] LearnerFilter filter, Caller caller, Db db, CancellationToken ct)
    {
        var viewer = Viewer.Of(caller);
        var asked = LearnerList.Asked(viewer, filter);
        // Each is found in the order of an index.
        var learners = filter.StudentNumber is not null
            ? await paging.ReadAsync<Learner>(db, LearnerList.Matching + LearnerList.Numbered, asked, ct)
            : filter.Person is not null
            ? await paging.ReadAsync<Learner>(db, LearnerList.Matching + LearnerList.OfPerson, asked, ct)
            : filter.Articulation is not null
            ? await paging.ReadAsync<Learner>(db, LearnerList.Matching + " AND l.articulation_id = @Articulation", asked, ct)
            : !viewer.IsRegistrar
            ? await paging.ReadAsync<Learner>(db, LearnerList.Matching + LearnerList.OfViewer, asked, ct)
            : paging.IsAsRecorded
            ? await paging.ReadAsync<Learner>(db, LearnerList.OfInstitution, asked, ct)
            : await paging.ReadAsync<Learner>(db, LearnerList.Matching, asked, ct);
        List<Learner> judged = [];
        foreach (var learner in learners) judged.Add(await EnrolledAdmission.JudgedNowAsync(db, learner, ct));
        return paging.Reply(http, judged, learner => learner.Seq, learner => learner);
    }

    private static async Task<Results<Ok<Learner>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct) =>
        await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } learner ? TypedResults.Ok(learner) : CommonProblems.NotFound();
}
