using Xunit;

namespace Sql.Tests;

/// <summary>What the collector sees in code: every statement, and every way round it.</summary>
public sealed class CallTests
{
    [Theory]
    [InlineData("work.ExecuteAsync(\"DELETE FROM a.b\")", "DELETE FROM a.b")]
    [InlineData("work.ExecuteAsync(parameters: null, sql: Table)", "FROM a.b")]
    [InlineData("work.QueryAsync<int>(\"SELECT x \" + Table + \" ORDER BY x \" + Db.Page)", "SELECT x FROM a.b ORDER BY x OFFSET 0 ROWS "
        + "FETCH NEXT @limit ROWS ONLY")]
    [InlineData("work.FindAsync<int?>($\"SELECT x {Table}\")", "SELECT x FROM a.b")]
    [InlineData("work.TryInsertAsync(\"\"\"\n  one\n  \"\"\", new { })", "one")]
    [InlineData("db.SingleAsync<long>(\"SELECT 1\")", "SELECT 1")]
    public void A_constant_is_read(string call, string sql)
    {
        var found = Assert.Single(Collect(call));

        Assert.Equal((sql, null), (found.Sql, found.Fault));
        Assert.Equal("Text.cs:8", found.Where);
    }

    [Fact]
    public void Both_statements_of_an_upsert_are_read() =>
        Assert.Equal(["u", "i"], Collect("work.UpsertNewerAsync(update: \"u\", insert: \"i\", new { })").Select(call => call.Sql));

    [Theory]
    [InlineData("work.ExecuteAsync(\"DELETE FROM \" + text)")]
    [InlineData("work.ExecuteAsync($\"DELETE FROM {text}\")")]
    [InlineData("work.ExecuteAsync(text)")]
    [InlineData("work.ExecuteAsync(text.Length > 1 ? \"a\" : \"b\")")]
    [InlineData("Pass(text)")]
    public void SQL_that_is_not_constant_is_a_fault_with_its_place(string call)
    {
        var found = Assert.Single(Collect(call));

        Assert.Contains("not a compile-time constant", found.Fault, StringComparison.Ordinal);
        Assert.Equal("Text.cs:8", found.Where);
    }

    [Theory]
    [InlineData("work.ExecuteAsync(\"u\")", true)]
    [InlineData("work.FindAsync<int?>(\"s\")", true)]
    [InlineData("db.QueryAsync<int>(\"s\")", false)]
    [InlineData("db.FindAsync<int?>(\"s\")", false)]
    public void What_a_unit_of_work_runs_is_told_apart(string call, bool isInWork) =>
        Assert.Equal(isInWork, Assert.Single(Collect(call)).IsInWork);

    [Fact]
    public void A_method_that_passes_a_statement_on_is_checked_where_it_is_called() =>
        Assert.Equal(["SELECT 2"], Collect("Pass(\"SELECT 2\")").Select(call => call.Sql));

    [Theory]
    [InlineData("Dapper.SqlMapper.ExecuteAsync(connection, \"DELETE FROM a.b\")")]
    [InlineData("connection.CreateCommand().CommandText = \"DELETE FROM a.b\"")]
    public void SQL_that_bypasses_the_kernel_is_a_fault(string call) =>
        Assert.Contains("goes round", Assert.Single(Collect(call)).Fault, StringComparison.Ordinal);

    private static List<Call> Collect(string call) => [.. Call.In(ProductCode.CompileText($$"""
        using System.Diagnostics.CodeAnalysis;
        using Kernel.Data;
        public sealed class Text(UnitOfWork work, Db db, System.Data.Common.DbConnection connection)
        {
            private const string Table = "FROM a.b";
            public UnitOfWork Work => work; public Db Db_ => db; public System.Data.Common.DbConnection Connection => connection;
            private System.Threading.Tasks.Task Pass([ConstantExpected] string sql) => work.ExecuteAsync(sql);
            public object Run(string text) => {{call}};
        }
        """))];
}
