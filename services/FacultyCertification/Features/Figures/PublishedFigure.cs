using Kernel;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Figures;

/// <summary>A ratio as it was published. It stays as it is, whatever is corrected later (D41).</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Figure">The figure with its numbers.</param>
/// <param name="PublishedBy">The organisation that published it.</param>
/// <param name="PublishedOn">The business date of the publication.</param>
public sealed record PublishedFigure(Guid Id, DualQualifiedRatio.Figure Figure, string PublishedBy, DateOnly PublishedOn) : IVersioned
{
    /// <summary>Its ETag. It is always 1, since nothing changes a published figure.</summary>
    public int Version => 1;

    /// <summary>Everybody behind it, when it is published.</summary>
    internal IReadOnlyList<FigureTeacher> Teachers { get; init; } = [];

    internal static PublishedFigure Of(RatioGroup group, IReadOnlyList<FigureTeacher> teachers, Act act)
    {
        var certified = teachers.Count(teacher => teacher.CertificateId is not null);
        var figure = DualQualifiedRatio.Figure.Of(group, certified, teachers.Count);
        return new(Guid.CreateVersion7(), figure, act.Caller.Org, act.Today) { Teachers = teachers };
    }
}

/// <summary>Published figures as they are stored.</summary>
internal sealed record PublishedFigureRow
{
    public const string Select =
        """
        SELECT f.seq, f.id, f.institution, f.unit, f.as_of, f.known_on, f.numerator, f.denominator, f.published_by, f.published_on
        FROM faculty.published_figure f
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Institution { get; init; } = "";
    public string? Unit { get; init; }
    public DateOnly AsOf { get; init; }
    public DateOnly KnownOn { get; init; }
    public int Numerator { get; init; }
    public int Denominator { get; init; }
    public string PublishedBy { get; init; } = "";
    public DateOnly PublishedOn { get; init; }

    public static async Task<PublishedFigure?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        (await reader.FindAsync<PublishedFigureRow>(Select + " WHERE f.id = @id", new { id }, ct))?.ToReply();

    /// <summary>Keeps the figure with everybody behind it, and the audit.</summary>
    public static async Task AddAsync(UnitOfWork work, PublishedFigure published, Act act)
    {
        var figure = published.Figure;
        await work.ExecuteAsync(
            """
            INSERT INTO faculty.published_figure (
                id, institution, unit, as_of, known_on, numerator, denominator, published_by, published_on, published_at)
            VALUES (@Id, @Institution, @Unit, @AsOf, @KnownOn, @Numerator, @Denominator, @PublishedBy, @PublishedOn, @Now)
            """,
            new
            {
                published.Id,
                figure.Institution,
                figure.Unit,
                figure.AsOf,
                figure.KnownOn,
                figure.Numerator,
                figure.Denominator,
                published.PublishedBy,
                published.PublishedOn,
                act.Now,
            });
        foreach (var (position, teacher) in published.Teachers.Index())
        {
            await work.ExecuteAsync(
                """
                INSERT INTO faculty.published_figure_teacher (figure_id, position, teacher_id, certificate_id)
                VALUES (@Id, @position, @TeacherId, @CertificateId)
                """,
                new { published.Id, position, teacher.TeacherId, teacher.CertificateId });
        }
        await work.AuditAsync("figure", published.Id, published.Version, "published", act);
    }

    public PublishedFigure ToReply() => new(
        Id, DualQualifiedRatio.Figure.Of(new(Institution, Unit, AsOf, null, KnownOn), Numerator, Denominator), PublishedBy, PublishedOn);
}
