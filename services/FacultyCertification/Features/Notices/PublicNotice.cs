using FacultyCertification.Rules;
using Kernel.Data;
using Kernel.Http;

namespace FacultyCertification.Features.Notices;

/// <summary>A public notice of panels' grants (D16, D19). Everybody may read it, so it names no person.</summary>
/// <param name="Id">Its identity here.</param>
/// <param name="Institution">The code of the institution that publishes it.</param>
/// <param name="PublishedOn">Its first day.</param>
/// <param name="LastDay">
/// Its last day. Certificates are issued after it. If objections are allowed, its days count only from the day of its recording.
/// </param>
/// <param name="Applications">The grants.</param>
public sealed record PublicNotice(
    Guid Id, string Institution, DateOnly PublishedOn, DateOnly LastDay, IReadOnlyList<NoticedApplication> Applications) : IVersioned
{
    // It never changes.
    int IVersioned.Version => 1;
}

/// <param name="ApplicationId">The application.</param>
/// <param name="Level">The granted level.</param>
public sealed record NoticedApplication(Guid ApplicationId, [property: OneOf(typeof(Level))] string Level);

internal sealed record NoticeRow
{
    public const string Select = "SELECT seq, id, institution, published_on, last_day FROM faculty.public_notice";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Institution { get; init; } = "";
    public DateOnly PublishedOn { get; init; }
    public DateOnly LastDay { get; init; }

    public static async Task<PublicNotice?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        await reader.FindAsync<NoticeRow>(Select + " WHERE id = @id", new { id }, ct) is { } row
            ? row.ToReply((await ApplicationsAsync(reader, [id], ct))[id])
            : null;

    /// <summary>The grants of these notices, for each in the order of the applications.</summary>
    public static async Task<ILookup<Guid, NoticedApplication>> ApplicationsAsync(
        IReader reader, IEnumerable<Guid> notices, CancellationToken ct = default) => (await reader.QueryAsync<Noticed>(
        """
        SELECT notice_id, id, level
        FROM faculty.application
        WHERE notice_id IN @notices
        ORDER BY seq
        """,
        new { notices }, ct)).ToLookup(row => row.NoticeId, row => new NoticedApplication(row.Id, row.Level));

    public PublicNotice ToReply(IEnumerable<NoticedApplication> applications) =>
        new(Id, Institution, PublishedOn, LastDay, [.. applications]);

    private sealed record Noticed
    {
        public Guid NoticeId { get; init; }
        public Guid Id { get; init; }
        public string Level { get; init; } = "";
    }
}
