using Kernel.Data;
using Microsoft.Data.Sqlite;

namespace Kernel.Tests;

/// <summary>What SQLite is told of an index: its rows, and how many of them have one value of the first columns.</summary>
public sealed class SqliteStatisticsTests
{
    [Theory]
    [InlineData("INDEX i ON thing (state)", "1000000 10000")]
    [InlineData("INDEX i ON thing (institution, state, kind)", "1000000 10000 1000 100")]
    [InlineData("INDEX i ON thing (institution, learner_id)", "1000000 10000 10")]
    public void An_institution_and_a_state_have_many_things(string index, string estimate) => Assert.Equal(estimate, EstimateOf(index));

    [Theory]
    [InlineData("INDEX i ON thing (learner_id)", "1000000 10")]
    [InlineData("INDEX i ON thing (learner_id, state)", "1000000 10 1")]
    [InlineData("INDEX i ON thing (learner_id, state, person)", "1000000 10 1 1")]
    public void A_thing_has_few_others(string index, string estimate) => Assert.Equal(estimate, EstimateOf(index));

    [Theory]
    [InlineData("id")]
    [InlineData("person")]
    [InlineData("lookup")]
    [InlineData("member")]
    [InlineData("client")]
    [InlineData("student_number")]
    [InlineData("staff_number")]
    public void A_person_has_few_things(string column) => Assert.Equal("1000000 10", EstimateOf($"INDEX i ON thing ({column})"));

    [Theory]
    [InlineData("UNIQUE INDEX i ON thing (institution, state)", "1000000 10000 1")]
    [InlineData("UNIQUE INDEX i ON thing (state)", "1000000 1")]
    public void All_columns_of_a_key_have_one_row(string index, string estimate) => Assert.Equal(estimate, EstimateOf(index));

    [Theory]
    [InlineData("INDEX i ON thing (institution, seq)", "1000000 10000 1")]
    [InlineData("INDEX i ON thing (seq, state)", "1000000 1 1")]
    public void A_number_of_a_row_has_one_row(string index, string estimate) => Assert.Equal(estimate, EstimateOf(index));

    [Theory]
    [InlineData("INDEX i ON thing (institution, state) WHERE kind IS NULL", "10000 10000 1000")]
    [InlineData("UNIQUE INDEX i ON thing (institution, learner_id) WHERE kind IS NULL", "10000 10000 1")]
    public void An_index_of_chosen_rows_has_fewer(string index, string estimate) => Assert.Equal(estimate, EstimateOf(index));

    [Fact]
    public void A_second_writing_replaces_the_first()
    {
        using var file = Open("INDEX i ON thing (state)");
        SqliteStatistics.Write(file);

        SqliteStatistics.Write(file);

        Assert.Equal("1", Read(file, "SELECT COUNT(*) FROM sqlite_stat1"));
    }

    [Fact]
    public void A_file_that_has_its_statistics_is_only_read()
    {
        using var file = Open("INDEX i ON thing (state)");
        SqliteStatistics.Write(file);
        Read(file, "PRAGMA query_only = ON");

        SqliteStatistics.Write(file);

        Assert.Equal("1", Read(file, "SELECT COUNT(*) FROM sqlite_stat1"));
    }

    private static string EstimateOf(string index)
    {
        using var file = Open(index);
        SqliteStatistics.Write(file);
        return Read(file, "SELECT stat FROM sqlite_stat1 WHERE tbl = 'thing' AND idx = 'i'");
    }

    private static SqliteConnection Open(string index)
    {
        var file = new SqliteConnection("Data Source=:memory:;Pooling=False");
        file.Open();
        Read(file,
            "CREATE TABLE thing (seq INTEGER PRIMARY KEY, id, institution, state, kind, learner_id, person, lookup, member, client, "
            + $"student_number, staff_number); CREATE {index}");
        return file;
    }

    private static string Read(SqliteConnection file, string sql)
    {
        using var command = file.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        return $"{command.ExecuteScalar()}";
    }
}
