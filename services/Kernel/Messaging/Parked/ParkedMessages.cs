using System.Diagnostics;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Messaging.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kernel.Messaging.Parked;

/// <summary>
/// Operations for ops on parked messages: list, read, replay, discard. Bodies stay hidden, because ops see no personal data.
/// </summary>
internal static class ParkedMessages
{
    public const string Tag = "Operations";

    private static readonly ProblemType Settled = CommonProblems.Catalogue.Define(
        "parked-settled", 409, "The message was already replayed or discarded.");

    /// <param name="Id">The parked message.</param>
    /// <param name="MessageId">The message's identifier from its sender.</param>
    /// <param name="MessageTypes">The URNs of its types.</param>
    /// <param name="State"><c>parked</c> or <c>discarded</c>. A replayed message is gone, and comes back if it fails again.</param>
    /// <param name="ParkedAt">When its last attempt failed, UTC.</param>
    /// <param name="TraceId">The trace of the request behind the message.</param>
    /// <param name="Error">What failed.</param>
    /// <param name="Reason">Why it was discarded.</param>
    public sealed record Message(
        Guid Id, Guid MessageId, IReadOnlyList<string> MessageTypes, [property: OneOf("parked", "replayed", "discarded")] string State,
        DateTimeOffset ParkedAt, string? TraceId, string Error, string? Reason);

    /// <param name="Reason">Why its effect is not wanted. It is kept with the message and in the audit.</param>
    public sealed record DiscardRequest([property: Text(400)] string Reason);

    public static void Map(RouteGroupBuilder api)
    {
        var parked = api.MapGroup("/parked").WithTags(Tag);
        parked.MapGet("", ListAsync).WithName("ListParkedMessages").WithSummary("List messages that failed for good").Allow(Tokens.Ops);
        parked.MapGet("/{id:guid}", GetAsync).WithName("GetParkedMessage").WithSummary("Read a parked message").Allow(Tokens.Ops);
        parked.MapPost("/{id:guid}/replay", ReplayAsync)
            .WithName("ReplayParkedMessage")
            .WithSummary("Replay a parked message to its consumers")
            .Allow(Tokens.Ops);
        parked.MapPost("/{id:guid}/discard", DiscardAsync)
            .WithName("DiscardParkedMessage")
            .WithSummary("Discard a parked message with a reason")
            .Allow(Tokens.Ops);
    }

    private static async Task<Ok<Page<Message>>> ListAsync(
        HttpContext http, Paging paging, Db db, CancellationToken ct, [OneOf("parked", "discarded")] string state = "parked")
    {
        var rows = await paging.ReadAsync<Row>(
            db,
            """
            SELECT seq, id, message_id, message_types, state, parked_at, trace_parent, error, reason
            FROM $schema.parked
            WHERE state = @state
            """,
            new { state }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToMessage());
    }

    private static async Task<Results<Ok<Message>, Refusal>> GetAsync(Guid id, Db db, CancellationToken ct) =>
        await db.FindAsync<Row>(
            """
            SELECT seq, id, message_id, message_types, state, parked_at, trace_parent, error, reason
            FROM $schema.parked
            WHERE id = @id
            """,
            new { id },
            ct) is { } row
            ? TypedResults.Ok(row.ToMessage())
            : CommonProblems.NotFound();

    private static async Task<Results<Ok<Message>, Refusal>> ReplayAsync(
        Guid id, Caller caller, UnitOfWork work, OutboxStore outbox, OutboxSignal signal, ServiceName service)
    {
        if (await FindAsync(work, id) is not { } row) return CommonProblems.NotFound();
        if (await work.ExecuteAsync("DELETE FROM $schema.parked WHERE id = @id AND state = 'parked'", new { id }) == 0)
        {
            return NotParked(row);
        }

        // It goes through this service's own queue, so no other service gets it twice, and the inbox lets its failed consumer run. An
        // outgoing message that was put aside goes to its original destination.
        await outbox.AddAsync(
            work,
            new OutboxMessage
            {
                MessageId = row.MessageId,
                MessageTypes = row.MessageTypes,
                Destination = row.Destination ?? service.Value,
                ContentType = row.ContentType,
                TraceParent = row.TraceParent,
                Body = row.Body,
            });
        work.Committed += signal.Raise;
        await work.AuditAsync("parked", id, 2, "replayed", caller);
        return await work.CommitAsync(TypedResults.Ok(row.ToMessage() with { State = "replayed" }));
    }

    private static async Task<Results<Ok<Message>, Refusal>> DiscardAsync(
        Guid id, DiscardRequest request, Caller caller, UnitOfWork work, TimeProvider clock)
    {
        if (await FindAsync(work, id) is not { } row) return CommonProblems.NotFound();
        var discarded = await work.ExecuteAsync(
            "UPDATE $schema.parked SET state = 'discarded', reason = @Reason, discarded_at = @now WHERE id = @id AND state = 'parked'",
            new { id, request.Reason, now = clock.GetUtcNow() });
        if (discarded == 0) return NotParked(row);

        await work.AuditAsync("parked", id, 2, "discarded", caller, request.Reason);
        return await work.CommitAsync(TypedResults.Ok(row.ToMessage() with { State = "discarded", Reason = request.Reason }));
    }

    private static Task<Row?> FindAsync(UnitOfWork work, Guid id) => work.FindAsync<Row>(
        "SELECT seq, id, message_id, message_types, destination, content_type, state, parked_at, trace_parent, body, error, reason FROM "
            + "$schema.parked WHERE id = @id",
        new { id });

    private static Refusal NotParked(Row row) => Settled.Refuse("This message needs no further decision.", facts: new { row.State });

    private sealed record Row
    {
        public long Seq { get; init; }
        public Guid Id { get; init; }
        public Guid MessageId { get; init; }
        public string MessageTypes { get; init; } = "";
        public string? Destination { get; init; }
        public string ContentType { get; init; } = "";
        public string State { get; init; } = "";
        public DateTimeOffset ParkedAt { get; init; }
        public string? TraceParent { get; init; }
        public string Body { get; init; } = "";
        public string Error { get; init; } = "";
        public string? Reason { get; init; }

        public Message ToMessage() => new(Id, MessageId, MessageTypes.Split(';'), State, ParkedAt,
            ActivityContext.TryParse(TraceParent, null, out var trace) ? trace.TraceId.ToString() : null, Error, Reason);
    }
}
