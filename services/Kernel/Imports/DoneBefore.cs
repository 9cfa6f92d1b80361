using System.Collections;
using System.Globalization;
using Kernel.Data;

namespace Kernel.Imports;

/// <summary>The rows of an upload that an earlier import of the same upload recorded. They are not judged again.</summary>
internal static class DoneBefore
{
    /// <returns>A bit for each row, from row 1 on; null if the upload is new.</returns>
    public static async Task<BitArray?> ReadAsync(Db db, JobRow job, CancellationToken ct)
    {
        BitArray? done = null;
        foreach (var earlier in await EarlierAsync(db, job, ct))
        {
            var rows = new BitArray((int)earlier.RowsRead, defaultValue: true);
            for (var after = 0L; await RefusedAsync(db, earlier.Id, after, ct) is { } part; after = part.FirstRow)
            {
                foreach (var row in part.RowNumbers.Split(',')) rows[int.Parse(row, CultureInfo.InvariantCulture) - 1] = false;
            }
            done = done is null ? rows : Either(done, rows);
        }
        return done;
    }

    private static BitArray Either(BitArray one, BitArray other)
    {
        (one.Length, other.Length) = (Math.Max(one.Length, other.Length), Math.Max(one.Length, other.Length));
        return one.Or(other);
    }

    private static Task<IReadOnlyList<Earlier>> EarlierAsync(Db db, JobRow job, CancellationToken ct) => db.QueryAsync<Earlier>(
        """
        SELECT id, rows_read
        FROM $schema.import_job
        WHERE organisation = @Organisation
            AND kind = @Kind
            AND mode = 'import'
            AND file_hash = @FileHash
            AND id <> @Id
            AND rows_read > 0
        """,
        new { job.Organisation, job.Kind, job.FileHash, job.Id }, ct);

    private static Task<Refused?> RefusedAsync(Db db, Guid id, long after, CancellationToken ct) => db.FindAsync<Refused>(
        $"SELECT first_row, row_numbers FROM $schema.import_report WHERE job_id = @id AND first_row > @after ORDER BY first_row {Db.Page}",
        new { id, after, limit = 1 }, ct);

    private sealed record Earlier
    {
        public Guid Id { get; init; }
        public long RowsRead { get; init; }
    }

    private sealed record Refused
    {
        public long FirstRow { get; init; }
        public string RowNumbers { get; init; } = "";
    }
}
