using Xunit;

namespace Sql.Tests;

/// <summary>The check itself has been seen to fail: on each kind of wrong statement, and on nothing that is right.</summary>
public sealed class CheckTests : IDisposable
{
    private const string SqlServer = """
        CREATE TABLE $schema$.slot (
            seq BIGINT IDENTITY(1,1) NOT NULL,
            id UNIQUEIDENTIFIER NOT NULL,
            title NVARCHAR(100) NOT NULL,
            capacity INT NOT NULL,
            placed INT NOT NULL CONSTRAINT df_slot_placed DEFAULT 0,
            note NVARCHAR(200) NULL,
            opened_at DATETIME2(3) NOT NULL,
            CONSTRAINT pk_slot PRIMARY KEY (seq),
            CONSTRAINT uq_slot_id UNIQUE (id)
        );

        CREATE TABLE $schema$.offer (
            id UNIQUEIDENTIFIER NOT NULL,
            slot_id UNIQUEIDENTIFIER NOT NULL,
            title NVARCHAR(100) NOT NULL,
            CONSTRAINT pk_offer PRIMARY KEY (id),
            CONSTRAINT fk_offer_slot FOREIGN KEY (slot_id) REFERENCES $schema$.slot (id)
        );
        """;

    private const string Sqlite = """
        CREATE TABLE slot (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL,
            title TEXT NOT NULL,
            capacity INTEGER NOT NULL,
            placed INTEGER NOT NULL DEFAULT 0,
            note TEXT NULL,
            opened_at TEXT NOT NULL,
            CONSTRAINT uq_slot_id UNIQUE (id)
        );

        CREATE TABLE offer (
            id TEXT NOT NULL,
            slot_id TEXT NOT NULL,
            title TEXT NOT NULL,
            CONSTRAINT pk_offer PRIMARY KEY (id),
            CONSTRAINT fk_offer_slot FOREIGN KEY (slot_id) REFERENCES slot (id)
        );
        """;

    private readonly ServiceSchema schema = new("partnership", [SqlServer], [Sqlite]);

    public void Dispose() => schema.Dispose();

    [Theory]
    [InlineData("SELECT id, title FROM partnership.slot WHERE placed < capacity AND id IN @ids ORDER BY seq OFFSET 0 ROWS FETCH NEXT "
        + "@limit ROWS ONLY")]
    [InlineData("UPDATE $schema.slot SET placed = placed + 1 WHERE id = @Id AND placed < capacity")]
    [InlineData("INSERT INTO partnership.slot (id, title, capacity, opened_at) VALUES (@Id, @Title, @Capacity, @now)")]
    [InlineData("INSERT INTO partnership.offer (id, slot_id, title) SELECT @id, s.id, s.title FROM partnership.slot s WHERE s.seq = @seq")]
    [InlineData("SELECT s.title, COUNT(*) AS offers, SUM(s.capacity) AS places FROM partnership.slot s JOIN partnership.offer o ON "
        + "o.slot_id = s.id GROUP BY s.title HAVING COUNT(*) > 1")]
    [InlineData("DELETE FROM partnership.offer WHERE NOT EXISTS (SELECT 1 FROM partnership.slot s WHERE s.id = slot_id)")]
    [InlineData("SELECT COALESCE(note, 'limit returning top') AS note, CASE WHEN placed = 0 THEN 1 ELSE 0 END AS is_empty FROM "
        + "partnership.slot")]
    public void SQL_that_both_engines_accept_passes(string sql) => Assert.Empty(schema.Check(sql));

    [Theory]
    [InlineData("SELECT id, titel FROM partnership.slot", "titel")]
    [InlineData("SELECT id FROM partnership.slot WHERE capcity > @x", "capcity")]
    [InlineData("UPDATE partnership.slot SET plased = 1 WHERE id = @id", "plased")]
    [InlineData("INSERT INTO partnership.offer (id, slot_id, title, notes) VALUES (@a, @b, @c, @d)", "notes")]
    [InlineData("SELECT s.id FROM partnership.slot s JOIN partnership.offer o ON o.slott_id = s.id", "slott_id")]
    [InlineData("DELETE FROM partnership.offer WHERE NOT EXISTS (SELECT 1 FROM partnership.slot s WHERE s.idd = slot_id)", "idd")]
    [InlineData("SELECT id FROM partnership.slots", "slots")]
    [InlineData("SELECT id FROM enrollment.slot", "enrollment")]
    [InlineData("SELECT id FROM slot", "slot")]
    [InlineData("SELECT title FROM partnership.slot s JOIN partnership.offer o ON o.slot_id = s.id", "title")]
    [InlineData("SELECT id FORM partnership.slot", "syntax error")]
    [InlineData("SELECT id FROM partnership.slot WHERE", "syntax error")]
    [InlineData("INSERT INTO partnership.slot (id, title, opened_at) VALUES (@id, @title, @now)", "omits slot.capacity")]
    [InlineData("INSERT INTO partnership.offer (id, slot_id, title) VALUES (@id, @title)", "3 columns and 2 values")]
    [InlineData("INSERT INTO partnership.offer (id, slot_id, title) SELECT id, id FROM partnership.slot", "3 columns and 2 values")]
    [InlineData("INSERT INTO partnership.offer VALUES (@a, @b, @c)", "names its columns")]
    [InlineData("INSERT INTO partnership.slot (seq, id, title, capacity, opened_at) VALUES (@seq, @id, @title, 1, @now)", "which the engine numbers")]
    public void A_name_missing_from_the_schema_fails(string sql, string told) =>
        Assert.Contains(schema.Check(sql), fault => fault.Contains(told, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("MERGE partnership.slot t USING partnership.offer o ON o.slot_id = t.id WHEN MATCHED THEN UPDATE SET placed = 1;", "UpsertNewerAsync")]
    [InlineData("UPDATE partnership.slot SET placed = 1 OUTPUT inserted.id WHERE id = @id", "make ids in code")]
    [InlineData("UPDATE partnership.slot SET placed = 1 WHERE id = @id RETURNING id", "make ids in code")]
    [InlineData("SELECT id FROM partnership.slot LIMIT 1", "Db.Page")]
    [InlineData("SELECT TOP 1 id FROM partnership.slot", "Db.Page")]
    [InlineData("SELECT id FROM partnership.slot ORDER BY seq OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY", "Db.Page")]
    [InlineData("SELECT title || note FROM partnership.slot", "join them in code")]
    [InlineData("SELECT title + note FROM partnership.slot", "join them in code")]
    [InlineData("SELECT ISNULL(note, '') FROM partnership.slot", "COALESCE")]
    [InlineData("SELECT IFNULL(note, '') FROM partnership.slot", "COALESCE")]
    [InlineData("SELECT id FROM partnership.slot WHERE opened_at < GETDATE()", "TimeProvider")]
    [InlineData("SELECT id FROM partnership.slot WHERE opened_at < SYSUTCDATETIME()", "TimeProvider")]
    [InlineData("SELECT id FROM partnership.slot WHERE opened_at < datetime('now')", "TimeProvider")]
    [InlineData("SELECT id FROM partnership.slot WHERE opened_at < CURRENT_TIMESTAMP", "TimeProvider")]
    [InlineData("SELECT id FROM partnership.slot WITH (NOLOCK)", "row that guards")]
    [InlineData("SELECT id FROM partnership.slot WITH (UPDLOCK, ROWLOCK) WHERE id = @id", "row that guards")]
    [InlineData("SELECT AVG(placed) FROM partnership.slot", "divide in code")]
    [InlineData("SELECT placed / capacity FROM partnership.slot", "divide in code")]
    [InlineData("SELECT STRING_AGG(title, ',') FROM partnership.slot", "join them in code")]
    [InlineData("SELECT GROUP_CONCAT(title) FROM partnership.slot", "join them in code")]
    [InlineData("SELECT COALESC(note, '') FROM partnership.slot", "COALESC is not among")]
    [InlineData("CREATE OR ALTER VIEW partnership.v AS SELECT id FROM partnership.slot", "migrations")]
    [InlineData("DROP TABLE partnership.offer", "migrations")]
    [InlineData("DELETE FROM partnership.offer; DELETE FROM partnership.slot", "2 statements")]
    [InlineData("UPDATE s SET placed = 1 FROM partnership.slot s WHERE s.id = @id", "SQLite")]
    public void SQL_for_one_engine_fails_with_advice_for_both(string sql, string told) =>
        Assert.Contains(schema.Check(sql), fault => fault.Contains(told, StringComparison.Ordinal));

    [Fact]
    public void A_fault_names_its_own_statement()
    {
        var found = schema.Check(
            ["SELECT id FROM partnership.slot", "SELECT idd FROM partnership.offer", "SELECT id FROM partnership.offer"]);

        Assert.Equal("SELECT idd FROM partnership.offer", Assert.Single(found.Select(fault => fault.Statement).Distinct()));
    }
}
