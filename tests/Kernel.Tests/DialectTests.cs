using Dapper;
using Kernel.Data;

namespace Kernel.Tests;

/// <summary>What a statement has on SQL Server alone. Sql.Tests lets its parser and its schema look at it for each statement.</summary>
public sealed class DialectTests
{
    [Theory]
    [InlineData("SELECT a FROM s.book WHERE id = @id", "SELECT a FROM s.book WITH (UPDLOCK) WHERE id = @id")]
    [InlineData("SELECT b.a FROM s.book b\nWHERE b.id = @id", "SELECT b.a FROM s.book b WITH (UPDLOCK)\nWHERE b.id = @id")]
    [InlineData(
        "SELECT a FROM s.book AS b INNER JOIN s.shelf f ON f.id = b.id",
        "SELECT a FROM s.book AS b WITH (UPDLOCK) INNER JOIN s.shelf f WITH (READCOMMITTEDLOCK) ON f.id = b.id")]
    [InlineData(
        "SELECT (SELECT COUNT(*) FROM s.loan l) FROM s.book",
        "SELECT (SELECT COUNT(*) FROM s.loan l WITH (READCOMMITTEDLOCK)) FROM s.book WITH (UPDLOCK)")]
    [InlineData(
        "SELECT a FROM s.book LEFT JOIN s.shelf ON 1 = 1",
        "SELECT a FROM s.book WITH (UPDLOCK) LEFT JOIN s.shelf WITH (READCOMMITTEDLOCK) ON 1 = 1")]
    public void A_unit_of_work_locks_the_row_it_finds_and_waits_for_other_writers(string sql, string expected) =>
        Assert.Equal(expected, SqlServerDb.Dialect(sql, Reading.Held));

    [Theory]
    [InlineData(
        "UPDATE s.book SET a = 1 WHERE id IN (SELECT id FROM s.loan)",
        "UPDATE s.book SET a = 1 WHERE id IN (SELECT id FROM s.loan WITH (READCOMMITTEDLOCK))")]
    [InlineData("UPDATE s.book SET a = 1 WHERE seq IN @seqs", "UPDATE s.book SET a = 1 WHERE seq IN @seqs")]
    [InlineData("DELETE FROM s.book WHERE id = @id", "DELETE FROM s.book WITH (READCOMMITTEDLOCK) WHERE id = @id")]
    public void A_unit_of_work_reads_no_snapshot(string sql, string expected) =>
        Assert.Equal(expected, SqlServerDb.Dialect(sql, Reading.Present));

    [Fact]
    public void A_list_with_optional_filters_shares_no_plan() =>
        Assert.Equal(
            "SELECT a FROM s.book WHERE (@title IS NULL OR title = @title)\nOPTION (RECOMPILE)",
            SqlServerDb.Dialect("SELECT a FROM s.book WHERE (@title IS NULL OR title = @title)", Reading.Committed));

    [Fact]
    public void A_read_outside_a_unit_of_work_is_unchanged() =>
        Assert.Equal("SELECT a FROM s.book WHERE id = @id", SqlServerDb.Dialect("SELECT a FROM s.book WHERE id = @id", Reading.Committed));

    [Fact]
    public void Lists_of_similar_lengths_share_one_text()
    {
        _ = new SqlServerDb("Server=nowhere", "shelf");

        Assert.True(SqlMapper.Settings.PadListExpansions);
    }
}
