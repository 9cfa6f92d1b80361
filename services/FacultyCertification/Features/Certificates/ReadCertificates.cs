using Contracts;
using FacultyCertification.Features.Teachers;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Certificates;

/// <summary>Certificates are seen by the teacher office and the panel of the institution, and each by its holder.</summary>
public static class ReadCertificates
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/certificates", ListAsync).WithName("ListCertificates").WithSummary("List the certificates of your institution").Allow(Roles.TeacherOffice, Roles.Panel);
        api.MapGet("/certificates/{id:guid}", GetAsync).WithName("GetCertificate").WithSummary("Read a certificate");
    }

    private static async Task<Ok<Page<Certificate>>> ListAsync(
        HttpContext http, Paging paging, Db db, Caller caller, CancellationToken ct,
        [OneOf("certified", "revoked", "expired")] string? state = null)
    {
        var rows = await db.QueryAsync<CertificateRow>(
            "SELECT " + CertificateRow.Columns + " FROM faculty.certificate WHERE institution = @Org AND seq > @After AND (@state IS NULL OR state = @state) ORDER BY seq " + Db.Page,
            new { caller.Org, paging.After, limit = paging.Limit, state }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.Show());
    }

    private static async Task<Results<Ok<Certificate>, Refusal>> GetAsync(Guid id, Db db, Caller caller, CancellationToken ct) =>
        await db.FindAsync<CertificateRow>(
            "SELECT " + CertificateRow.Columns + " FROM faculty.certificate WHERE id = @id AND (institution = @office OR teacher_id IN (SELECT id FROM faculty.teacher WHERE person = @Person AND institution = @Org))",
            new { id, office = TeacherRow.OfficeOf(caller), caller.Person, caller.Org }, ct) is { } certificate
            ? TypedResults.Ok(certificate.Show())
            : CommonProblems.NotFound();
}
