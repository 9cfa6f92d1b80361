using Kernel.Data;
using Kernel.Personal;

namespace Enrollment.Features.Candidates;

/// <summary>The marks of candidates as they are stored: the present ones, and the ones that they replaced (D7).</summary>
internal static class CandidateMarks
{
    /// <summary>The candidates with their marks.</summary>
    public static async Task<IReadOnlyList<CandidateRow>> AddAsync(
        IReader reader, IReadOnlyList<CandidateRow> rows, CancellationToken ct = default)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var marks = await reader.QueryAsync<MarkRow>(
            "SELECT candidate_id, component_code, mark FROM enrollment.transfer_mark WHERE candidate_id IN @ids", new { ids }, ct);
        var present = marks.ToLookup(mark => mark.CandidateId);
        var replaced = await ReplacedAsync(reader, ids, ct);
        return [.. rows.Select(row => row with { Marks = [.. present[row.Id]], Replaced = [.. replaced[row.Id]] })];
    }

    /// <summary>Keeps the marks after a change. The ones that they replace stay to be read.</summary>
    public static async Task ReplaceAsync(UnitOfWork work, CandidateRow next)
    {
        if (next.Replaced is [.., var replaced] && replaced.Version == next.Version - 1)
        {
            var reasonId = await work.KeepAsync(
                "transfer-candidate", next.Id, PersonalValues.Reason, replaced.Reason, replaced.ReplacedAt);
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.transfer_replaced (candidate_id, version, state, bonus, total, replaced_on, replaced_at, reason_id)
                VALUES (@CandidateId, @Version, @State, @Bonus, @Total, @ReplacedOn, @ReplacedAt, @reasonId)
                """,
                new
                {
                    replaced.CandidateId,
                    replaced.Version,
                    replaced.State,
                    replaced.Bonus,
                    replaced.Total,
                    replaced.ReplacedOn,
                    replaced.ReplacedAt,
                    reasonId,
                });
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.transfer_replaced_mark (candidate_id, version, component_code, mark)
                SELECT candidate_id, @Version, component_code, mark
                FROM enrollment.transfer_mark
                WHERE candidate_id = @CandidateId
                """,
                new { replaced.CandidateId, replaced.Version });
            await work.ExecuteAsync("DELETE FROM enrollment.transfer_mark WHERE candidate_id = @Id", new { next.Id });
        }
        foreach (var mark in next.Marks)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO enrollment.transfer_mark (candidate_id, component_code, mark)
                VALUES (@Id, @ComponentCode, @Mark)
                """,
                new { next.Id, mark.ComponentCode, mark.Mark });
        }
    }

    public static IReadOnlyList<ComponentMark> ToReply(IEnumerable<MarkRow> marks) =>
    [
        .. marks.OrderBy(mark => mark.ComponentCode, StringComparer.Ordinal)
            .Select(mark => new ComponentMark(mark.ComponentCode, mark.Mark / 100m)),
    ];

    private static async Task<ILookup<Guid, ReplacedRow>> ReplacedAsync(IReader reader, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var rows = await reader.QueryAsync<ReplacedRow>(
            """
            SELECT m.candidate_id, m.version, m.state, m.bonus, m.total, m.replaced_on, m.replaced_at, r.value AS reason
            FROM enrollment.transfer_replaced m
            LEFT JOIN enrollment.personal_value r ON r.id = m.reason_id
            WHERE m.candidate_id IN @ids
            ORDER BY m.candidate_id, m.version
            """,
            new { ids }, ct);
        var marks = (await reader.QueryAsync<MarkRow>(
            "SELECT candidate_id, version, component_code, mark FROM enrollment.transfer_replaced_mark WHERE candidate_id IN @ids",
            new { ids }, ct)).ToLookup(mark => (mark.CandidateId, mark.Version));
        return rows.ToLookup(row => row.CandidateId, row => row with { Marks = [.. marks[(row.CandidateId, row.Version)]] });
    }
}

internal sealed record MarkRow
{
    public Guid CandidateId { get; init; }
    public int Version { get; init; }
    public string ComponentCode { get; init; } = "";

    /// <summary>In hundredths.</summary>
    public int Mark { get; init; }
}

internal sealed record ReplacedRow
{
    public Guid CandidateId { get; init; }
    public int Version { get; init; }
    public string State { get; init; } = "";
    public int? Bonus { get; init; }
    public int? Total { get; init; }
    public DateOnly ReplacedOn { get; init; }
    public DateTimeOffset ReplacedAt { get; init; }
    public string? Reason { get; init; }
    public IReadOnlyList<MarkRow> Marks { get; init; } = [];

    public ReplacedMarks ToReply() =>
        new(State, CandidateMarks.ToReply(Marks), Bonus / 100m, Total / 100m, ReplacedOn, ReplacedAt, Reason);
}
