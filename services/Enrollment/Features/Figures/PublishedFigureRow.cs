using Kernel.Data;

namespace Enrollment.Features.Figures;

/// <summary>Published figures as they are stored (D41).</summary>
internal sealed record PublishedFigureRow
{
    public const string Select =
        """
        SELECT seq, id, measure, institution, articulation_id, cohort, class, as_of, known_on, numerator, recorded,
            unknown, not_recorded, published_by, published_on
        FROM enrollment.published_figure
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Measure { get; init; } = "";
    public string? Institution { get; init; }
    public Guid? ArticulationId { get; init; }
    public int? Cohort { get; init; }
    public string? Class { get; init; }
    public DateOnly AsOf { get; init; }
    public DateOnly KnownOn { get; init; }
    public int Numerator { get; init; }
    public int Recorded { get; init; }
    public int Unknown { get; init; }
    public int NotRecorded { get; init; }
    public string PublishedBy { get; init; } = "";
    public DateOnly PublishedOn { get; init; }

    public static async Task<PublishedFigure?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        (await reader.FindAsync<PublishedFigureRow>(Select + " WHERE id = @id", new { id }, ct))?.ToReply();

    public PublishedFigure ToReply() => new(Id, GroupFigure.Of(ToGroup(), ToCount()), PublishedBy, PublishedOn);

    private FigureGroup ToGroup() => new(Measure, Institution, ArticulationId, Cohort, Class, AsOf, KnownOn);

    private FigureCount ToCount() => new(Numerator, Recorded - Numerator, Unknown, NotRecorded);
}
