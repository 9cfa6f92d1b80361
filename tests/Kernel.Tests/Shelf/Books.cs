using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Messaging.CatchUp;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Tests.Shelf;

/// <summary>The routes of a service that is just large enough to show what the kernel does for one.</summary>
public static class Books
{
    public const string Aggregate = "shelf/book";

    /// <summary>The days of the list that will go.</summary>
    public static readonly Deprecation Deprecated = new(new DateOnly(2026, 9, 1), new DateOnly(2027, 3, 1));

    private static readonly ProblemCatalogue Catalogue = new("shelf");
    private static readonly ProblemType NotWanted = Catalogue.Define("not-wanted", 409, "The book is not wanted.");

    public sealed record Request(string Title);

    /// <summary>The filters of the list.</summary>
    public sealed record BookFilter
    {
        [Code]
        public string? Owner { get; init; }
    }

    public sealed record Book : IVersioned
    {
        public Guid Id { get; init; }
        public string Owner { get; init; } = "";
        [SortKey]
        public required string Title { get; init; }
        public int Version { get; init; }
    }

    private sealed record Row
    {
        public long Seq { get; init; }
        public Guid Id { get; init; }
        public string Owner { get; init; } = "";
        public string Title { get; init; } = "";
        public int Version { get; init; }

        public Book ToBook() => new() { Id = Id, Owner = Owner, Title = Title, Version = Version };
    }

    public static StateSource Source { get; } = new(Aggregate, async (work, after, limit, _) =>
    [
        .. (await work.QueryAsync<Row>(
            "SELECT seq, id, owner, title, version FROM $schema.book WHERE seq > @after ORDER BY seq " + Db.Page, new { after, limit }))
            .Select(row => new PresentState(row.Seq, new BookAddedV1 { BookId = row.Id, Title = row.Title, Version = row.Version })),
    ]);

    public static void Map(WebApplication app)
    {
        var api = app.MapApi(Catalogue).MapGroup("/books");
        api.MapPost("", AddAsync);
        api.MapPost("/elsewhere", AddAsync);
        api.MapPost("/lent/{token}", LendAsync).AllowAnonymous();
        api.MapPost("/stamped", AddAsync).WithName("StampBook").Allow("registrar", "librarian");
        api.MapPut("/{id:guid}", RenameAsync);
        api.MapGet("/{id:guid}", GetAsync);
        api.MapGet("", ListAsync);
        api.MapGet("/old", ListAsync).WithName("ListOldBooks").Deprecate(Deprecated.Since, Deprecated.Sunset);
    }

    private static async Task<Results<Created<Book>, Refusal>> AddAsync(
        Request request, Caller caller, UnitOfWork work, IPublishEndpoint events, Hooks hooks, ServiceName service, CancellationToken ct)
    {
        hooks.CountRequest();
        var book = new Book { Id = Guid.CreateVersion7(), Owner = caller.Org, Title = request.Title, Version = 1 };
        await work.ExecuteAsync("INSERT INTO $schema.book (id, owner, title, version) VALUES (@Id, @Owner, @Title, @Version)", book);
        await work.AuditAsync("book", book.Id, book.Version, "added", caller);
        await events.Publish(new BookAddedV1 { BookId = book.Id, Title = book.Title, Version = book.Version }, ct);
        if (!await hooks.BeforeCommit(work, events)) return NotWanted.Refuse("Bring another one.", "S1");
        return await work.CommitAsync(TypedResults.Created($"/{service.Value}/v1/books/{book.Id}", book));
    }

    private static Task<Results<Created<Book>, Refusal>> LendAsync(
        string token, Request request, UnitOfWork work, IPublishEndpoint events, Hooks hooks, ServiceName service, CancellationToken ct) =>
        AddAsync(request, Caller.Platform(token), work, events, hooks, service, ct);

    private static async Task<Results<Ok<Book>, Refusal>> RenameAsync(
        Guid id, Request request, IfMatch match, Caller caller, UnitOfWork work)
    {
        if (await work.FindAsync<Row>(
            """
            SELECT seq, id, owner, title, version
            FROM $schema.book
            WHERE id = @id AND owner = @Org
            """,
            new { id, caller.Org }) is not { } row) return CommonProblems.NotFound();
        var changed = await work.ExecuteAsync(
            """
            UPDATE $schema.book
            SET title = @Title, version = version + 1
            WHERE id = @id AND version = @Version
            """,
            new { id, request.Title, match.Version });
        if (changed == 0) return CommonProblems.PreconditionFailed(row.Version);
        return await work.CommitAsync(TypedResults.Ok(row.ToBook() with { Title = request.Title, Version = match.Version + 1 }));
    }

    private static async Task<Results<Ok<Book>, Refusal>> GetAsync(Guid id, Caller caller, Db db, Hooks hooks, CancellationToken ct)
    {
        hooks.BeforeRead();
        return await db.FindAsync<Row>(
            """
            SELECT seq, id, owner, title, version
            FROM $schema.book
            WHERE id = @id AND owner = @Org
            """,
            new { id, caller.Org },
            ct) is { } row
            ? TypedResults.Ok(row.ToBook())
            : CommonProblems.NotFound();
    }

    private static async Task<Ok<Page<Book>>> ListAsync(
        HttpContext http, Paging paging, [AsParameters] BookFilter filter, Db db, Hooks hooks, CancellationToken ct)
    {
        hooks.BeforeRead();
        var rows = await paging.ReadAsync<Row>(
            db, "SELECT seq, id, owner, title, version FROM $schema.book WHERE owner = @owner", new { owner = filter.Owner ?? "bpc" }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToBook());
    }
}
