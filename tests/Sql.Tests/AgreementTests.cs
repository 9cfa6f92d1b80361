using Xunit;

namespace Sql.Tests;

/// <summary>The comparison of the two engines' schemas has been seen to fail on each thing that it compares.</summary>
public sealed class AgreementTests
{
    private const string SqlServer = """
        CREATE TABLE $schema$.slot (
            seq BIGINT IDENTITY(1,1) NOT NULL,
            id UNIQUEIDENTIFIER NOT NULL,
            kind VARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
            starts_on DATE NOT NULL,
            opened_at DATETIME2(3) NULL,
            is_open BIT NOT NULL CONSTRAINT df_slot_open DEFAULT 1,
            CONSTRAINT pk_slot PRIMARY KEY (seq),
            CONSTRAINT uq_slot UNIQUE (id)
        );
        CREATE TABLE $schema$.offer (
            slot_id UNIQUEIDENTIFIER NOT NULL,
            place INT NOT NULL,
            CONSTRAINT pk_offer PRIMARY KEY (slot_id, place),
            CONSTRAINT fk_offer FOREIGN KEY (slot_id) REFERENCES $schema$.slot (id)
        );
        CREATE INDEX ix_slot_kind ON $schema$.slot (kind, starts_on DESC);
        CREATE UNIQUE INDEX uq_slot_open ON $schema$.slot (kind) WHERE is_open = 1;
        """;

    private const string Sqlite = """
        CREATE TABLE slot (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            starts_on TEXT NOT NULL,
            opened_at TEXT NULL,
            is_open INTEGER NOT NULL DEFAULT 1,
            CONSTRAINT uq_slot UNIQUE (id)
        );
        CREATE TABLE offer (
            slot_id TEXT NOT NULL,
            place INTEGER NOT NULL,
            CONSTRAINT pk_offer PRIMARY KEY (slot_id, place),
            CONSTRAINT fk_offer FOREIGN KEY (slot_id) REFERENCES slot (id)
        );
        CREATE INDEX ix_slot_kind ON slot (kind, starts_on DESC);
        CREATE UNIQUE INDEX uq_slot_open ON slot (kind) WHERE is_open = 1;
        """;

    [Fact]
    public void The_same_schema_in_two_dialects_agrees() => Assert.Empty(Differences(SqlServer, Sqlite));

    [Theory]
    [InlineData("    opened_at TEXT NULL,\n", "", "slot: column opened_at is missing on SQLite")]
    [InlineData("opened_at TEXT NULL", "opened_at TEXT NOT NULL", "slot: column opened_at is TEXT NULL on SQL Server, TEXT NOT NULL on "
        + "SQLite")]
    [InlineData("kind TEXT NOT NULL", "kind TEXT NULL", "slot: column kind is TEXT NOT NULL on SQL Server, TEXT NULL on SQLite")]
    [InlineData("place INTEGER", "place TEXT", "offer: column place is INTEGER NOT NULL on SQL Server, TEXT NOT NULL on SQLite")]
    [InlineData(" DEFAULT 1", "", "slot: column is_open is INTEGER NOT NULL with a default on SQL Server, INTEGER NOT NULL on SQLite")]
    [InlineData(" AUTOINCREMENT", "", "slot: column seq is INTEGER NOT NULL, numbered by the engine on SQL Server, INTEGER NULL on SQLite")]
    [InlineData(",\n    CONSTRAINT uq_slot UNIQUE (id)", "", "slot: unique key (id) is missing on SQLite")]
    [InlineData("PRIMARY KEY (slot_id, place)", "PRIMARY KEY (place, slot_id)", "offer: the primary key is (slot_id, place) on SQL Server, "
        + "(place, slot_id) on SQLite")]
    [InlineData("REFERENCES slot (id)", "REFERENCES slot (id) ON DELETE CASCADE", "offer: foreign key (slot_id -> slot (id) on delete no "
        + "action) is missing on SQLite")]
    [InlineData("starts_on DESC", "starts_on", "slot: index (ix_slot_kind: kind, starts_on desc) is missing on SQLite")]
    [InlineData("WHERE is_open = 1", "WHERE is_open = 0", "slot: unique key (kind where is_open=1) is missing on SQLite")]
    [InlineData("CREATE TABLE offer", "CREATE TABLE offers", "offer: no such table on SQLite")]
    public void A_difference_is_told(string sqlite, string changed, string told)
    {
        Assert.Contains(sqlite, Sqlite, StringComparison.Ordinal);
        Assert.Contains(told, Differences(SqlServer, Sqlite.Replace(sqlite, changed, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_type_without_a_counterpart_is_told() => Assert.Contains(
        Differences(SqlServer.Replace("place INT", "place DECIMAL(9, 2)", StringComparison.Ordinal), Sqlite),
        difference => difference.Contains("DECIMAL(9,2)", StringComparison.Ordinal));

    [Fact]
    public void Later_migrations_are_folded_in() => Assert.Empty(Differences(
        [
            SqlServer, "ALTER TABLE $schema$.offer ADD note NVARCHAR(40) NULL;",
            "CREATE INDEX ix_offer_note ON $schema$.offer (note); DROP INDEX ix_slot_kind ON $schema$.slot;",
        ],
        [Sqlite, "ALTER TABLE offer ADD COLUMN note TEXT NULL;", "CREATE INDEX ix_offer_note ON offer (note); DROP INDEX ix_slot_kind;"]));

    [Theory]
    [InlineData("CREATE OR ALTER VIEW $schema$.v AS SELECT 1 AS one;")]
    [InlineData("ALTER TABLE $schema$.offer ADD a INT NULL, b INT NULL;")]
    [InlineData("CREATE TABLE $schema$.t (a INT NOT NULL, INDEX ix_t (a));")]
    [InlineData("CREATE INDEX ix_t ON $schema$.offer (place) INCLUDE (slot_id);")]
    [InlineData("CREATE TABLE other.t (a INT NOT NULL);")]
    public void A_migration_that_is_not_plain_fails(string script) =>
        Assert.Throws<NotSupportedException>(() => new SqlServerSchema("partnership", [SqlServer, script]));

    [Fact]
    public void A_unique_key_over_a_nullable_column_is_told() =>
        Assert.NotEmpty(new SqlServerSchema(
            "partnership",
            [SqlServer.Replace("UNIQUE (id)", "UNIQUE (opened_at)", StringComparison.Ordinal)]).Tables.SelectMany(
                table => table.NullableKeys()));

    private static List<string> Differences(string sqlServer, string sqlite) => Differences([sqlServer], [sqlite]);

    private static List<string> Differences(string[] sqlServer, string[] sqlite)
    {
        using var schema = new ServiceSchema("partnership", sqlServer, sqlite);
        Assert.Empty(schema.SqlServer.Validate());
        return [.. Table.Differences(schema.SqlServer.Tables, schema.Sqlite.Tables())];
    }
}
