using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>The teacher office and the panel of the institution read certificates, and each holder their own.</summary>
public static class ReadCertificates
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/certificates", ListAsync).WithName("ListCertificates").WithSummary("List the certificates of your institution")
            .Allow(Roles.TeacherOffice, Roles.Panel);
        api.MapGet("/certificates/{id:guid}", GetAsync).WithName("GetCertificate").WithSummary("Read a certificate");
    }

    private static async Task<Ok<Page<Certificate>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        [OneOf(Certificate.Certified, Certificate.Revoked, Certificate.Expired)] string? state = null,
        Guid? teacherId = null)
    {
        var viewer = Viewer.Of(caller);
        var certificates = await db.QueryAsync<Certificate>(
            $"""
            {CertificateRow.Select}
            WHERE c.seq > @After
                AND (@state IS NULL OR c.state = @state)
                AND (@teacherId IS NULL OR c.teacher_id = @teacherId)
                AND {CertificateRow.VisibleToOffice}
            ORDER BY c.seq {Db.Page}
            """,
            new { viewer.Office, paging.After, limit = paging.Limit, state, teacherId }, ct);
        return paging.Reply(http, certificates, certificate => certificate.Seq, certificate => certificate);
    }

    private static async Task<Results<Ok<Certificate>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await CertificateRow.FindAsync(db, id, Viewer.Of(caller), ct) is { } found ? TypedResults.Ok(found) : CommonProblems.NotFound();
}
