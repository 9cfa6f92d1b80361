using Contracts;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FacultyCertification.Features.Figures;

/// <summary>
/// Everybody with a token reads published figures, which have totals only. The teacher office of the institution also reads the teachers
/// behind one (D41).
/// </summary>
public static class ReadPublishedFigures
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/figures", ListAsync).WithName("ListPublishedFigures").WithSummary("List published figures");
        api.MapGet("/figures/{id:guid}", GetAsync).WithName("GetPublishedFigure").WithSummary("Read a published figure");
        api.MapGet("/figures/{id:guid}/teachers", ListTeachersAsync).WithName("ListFigureTeachers")
            .WithSummary("List the teachers behind a published figure of your institution").Allow(Roles.TeacherOffice);
    }

    private static async Task<Ok<Page<PublishedFigure>>> ListAsync(
        HttpContext http, Paging paging, Db db, CancellationToken ct, [Code] string? institution = null, [Code] string? unit = null)
    {
        var rows = await paging.ReadAsync<PublishedFigureRow>(
            db,
            $"""
            {PublishedFigureRow.Select}
            WHERE (@institution IS NULL OR f.institution = @institution)
                AND (@unit IS NULL OR f.unit = @unit)
            """,
            new { institution, unit }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToReply());
    }

    private static async Task<Results<Ok<PublishedFigure>, Refusal>> GetAsync(Guid id, Db db, CancellationToken ct) =>
        await PublishedFigureRow.FindAsync(db, id, ct) is { } figure ? TypedResults.Ok(figure) : CommonProblems.NotFound();

    private static async Task<Results<Ok<Page<FigureTeacher>>, Refusal>> ListTeachersAsync(
        Guid id, HttpContext http, Paging paging, Caller caller, Db db, CancellationToken ct)
    {
        var figure = await db.FindAsync<PublishedFigureRow>(PublishedFigureRow.Select + " WHERE f.id = @id", new { id }, ct);
        if (figure is null) return CommonProblems.NotFound();
        if (figure.Institution != caller.Org) return Problems.NotYourTeachers();
        var rows = await paging.ReadAsync<BehindRow>(
            db,
            $"""
            SELECT b.position AS seq, b.teacher_id, b.certificate_id
            FROM faculty.published_figure_teacher b
            WHERE b.figure_id = @id
            """,
            new { id }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => new FigureTeacher(row.TeacherId, row.CertificateId));
    }

    private sealed record BehindRow
    {
        public long Seq { get; init; }
        public Guid TeacherId { get; init; }
        public Guid? CertificateId { get; init; }
    }
}
