using Kernel.Changes;
using Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Kernel.Tests.Shelf;

/// <summary>Books that partners follow: the owner's own, and everybody's where the title says so.</summary>
internal static class BookChanges
{
    public const string Public = "public";

    public static ChangeKind Kind { get; } = new()
    {
        Name = "book",
        NamedAsync = (reader, ids) => reader.QueryAsync<Named>(
            "SELECT id, owner AS organisation FROM $schema.book WHERE id IN @ids", new { ids }),
        Replies = new(typeof(Books.Book), async (reader, ids, act) =>
        [
            .. (await reader.QueryAsync<Books.Book>(
                """
                SELECT id, owner, title, version
                FROM $schema.book
                WHERE id IN @ids AND (owner = @Org OR title LIKE 'public%')
                """,
                new { ids = ids.Select(Guid.Parse), act.Caller.Org }))
                .Select(book => new Seen($"{book.Id}", book.Version, $"books/{book.Id}", book)),
        ]),
        AllAsync = (reader, after, limit) => reader.QueryAsync<Numbered>(
            "SELECT seq, id FROM $schema.book WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }),
    };

    public static ShelfSetup Setup(Engine engine) => new() { Engine = engine, Add = builder => builder.Services.AddSingleton(Kind) };

    /// <summary>Adds a book, or changes it.</summary>
    public static async Task WriteAsync(UnitOfWork work, Guid id, string owner, string title, int version)
    {
        await work.UpsertNewerAsync(
            "UPDATE $schema.book SET owner = @owner, title = @title, version = @version WHERE id = @id AND version < @version",
            "INSERT INTO $schema.book (id, owner, title, version) VALUES (@id, @owner, @title, @version)",
            new { id, owner, title, version });
        await work.AuditAsync("book", id, version, "written", Http.Caller.Platform("test"));
    }
}
