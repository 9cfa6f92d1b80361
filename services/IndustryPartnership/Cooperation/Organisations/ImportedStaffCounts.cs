using Contracts;
using Kernel.Data;
using Kernel.Imports;

namespace IndustryPartnership.Cooperation.Organisations;

/// <summary>An enterprise's staff counts in bulk: a row is what <see cref="RecordStaffCount"/> takes.</summary>
internal static class ImportedStaffCounts
{
    public static ImportKind Kind { get; } = ImportKind.Of<RecordStaffCount.Request>("staff-counts", Roles.OrgAdmin, RunAsync);

    private static async Task<RowOutcome> RunAsync(Importing importing, RecordStaffCount.Request row)
    {
        var (work, org) = (importing.Work, importing.Act.Caller.Org);
        // Of two counts for one day, the later one counts.
        var stated = await work.FindAsync<int?>(
            $"""
            SELECT staff
            FROM partnership.staff_count
            WHERE organisation = @org
                AND post_kind = @postKind
                AND effective_on = @EffectiveOn
            ORDER BY seq DESC {Db.Page}
            """,
            new { org, postKind = row.PostKind ?? "", row.EffectiveOn, limit = 1 });
        if (stated == row.Staff) return RowOutcome.Unchanged;
        return RowOutcome.Of((await RecordStaffCount.RecordAsync(work, org, row, importing.Act)).Refusal);
    }
}
