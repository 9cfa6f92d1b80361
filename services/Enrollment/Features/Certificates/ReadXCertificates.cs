using Contracts;
using Enrollment.Features.Learners;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Enrollment.Features.Certificates;

/// <summary>Whoever sees the learner sees the X-certificates, beside the diplomas (D21).</summary>
public static class ReadXCertificates
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/learners/{id:guid}/x-certificates", ListAsync).WithName("ListXCertificates")
            .WithSummary("List a learner's X-certificates").Allow(Roles.Registrar, Roles.Learner);
        api.MapGet("/x-certificates/{id:guid}", GetAsync).WithName("GetXCertificate")
            .WithSummary("Read an X-certificate with all its versions").Allow(Roles.Registrar, Roles.Learner);
    }

    private static async Task<Results<Ok<Page<XCertificate>>, Refusal>> ListAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        if (await LearnerRow.FindAsync(db, id, Viewer.Of(caller), ct) is null) return CommonProblems.NotFound();
        var rows = await paging.ReadAsync<XCertificateRow>(
            db,
            $"""
            SELECT seq, id, learner_id, institution
            FROM enrollment.x_certificate
            WHERE learner_id = @id
            """,
            new { id }, ct);
        var shown = await XCertificateRow.WithVersionsAsync(db, rows, ct);
        return paging.Reply(http, [.. rows.Zip(shown)], row => row.First.Seq, row => row.Second);
    }

    private static async Task<Results<Ok<XCertificate>, Refusal>> GetAsync(Guid id, Caller caller, Db db, CancellationToken ct) =>
        await XCertificateRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
