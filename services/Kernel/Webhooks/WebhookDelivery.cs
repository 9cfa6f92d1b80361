using Kernel.Http;

namespace Kernel.Webhooks;

/// <summary>What was sent to a receiver, or waits to be sent, and what came back.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The delivery.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>change</c>, or <c>test</c>.</summary>
    [OneOf(DeliveryRow.Change, DeliveryRow.Test)]
    public required string Purpose { get; init; }

    /// <summary><c>waiting</c>, <c>delivered</c>, or <c>failed</c>, which is not tried again.</summary>
    [OneOf(DeliveryRow.Waiting, DeliveryRow.Delivered, DeliveryRow.Failed)]
    public required string State { get; init; }

    /// <summary>The header <c>webhook-id</c>: the change. It stays the same for each attempt and replay.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The type of the event.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of thing.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing.</summary>
    public required string Thingid { get; init; }

    /// <summary>The thing's version.</summary>
    public required int ThingVersion { get; init; }

    /// <summary>The body of the request, as it is signed.</summary>
    public required string Body { get; init; }

    /// <summary>How many attempts have failed, or led to the delivery.</summary>
    public required int Attempts { get; init; }

    /// <summary>How often it was replayed.</summary>
    public required int Replays { get; init; }

    /// <summary>The status of the last answer.</summary>
    public required int? Status { get; init; }

    /// <summary>The first 1,000 bytes of the last answer.</summary>
    public required string? Answer { get; init; }

    /// <summary>
    /// Why there was no answer: <c>timeout</c>, <c>unreachable</c>, <c>name-not-found</c>, <c>tls</c>, <c>broken-answer</c> or
    /// <c>address-not-public</c>; or <c>left-out</c> if it was not sent any more.
    /// </summary>
    [OneOf("timeout", "unreachable", "name-not-found", "tls", "broken-answer", "address-not-public", DeliveryRow.LeftOut)]
    public required string? Failure { get; init; }

    /// <summary>How long the last attempt took, in milliseconds.</summary>
    public required int? TookMs { get; init; }

    /// <summary>When it was first due, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last tried, UTC.</summary>
    public required DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>When it is tried again at the earliest, UTC, while it waits.</summary>
    public required DateTimeOffset? NextAt { get; init; }
}

/// <summary>A delivery as it is stored.</summary>
internal sealed record DeliveryRow
{
    public const string Change = "change";
    public const string Test = "test";
    public const string Waiting = "waiting";
    public const string Delivered = "delivered";
    public const string Failed = "failed";
    public const string LeftOut = "left-out";

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public Guid WebhookId { get; init; }
    public string Purpose { get; init; } = Change;
    public long Position { get; init; }
    public Guid MessageId { get; init; }
    public string Type { get; init; } = "";
    public string Kind { get; init; } = "";
    public string ThingId { get; init; } = "";
    public int ThingVersion { get; init; }
    public string Body { get; init; } = "";
    public string State { get; init; } = Waiting;
    public int Attempts { get; init; }
    public int Replays { get; init; }
    public int? Status { get; init; }
    public string? Answer { get; init; }
    public string? Failure { get; init; }
    public int? TookMs { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? AttemptedAt { get; init; }
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Not stored yet.</summary>
    public bool IsNew => Seq == 0;

    public bool IsWaiting => State == Waiting;

    /// <summary>What is delivered one after the other: the changes of one thing.</summary>
    public (string, string) Line => Purpose == Test ? (Test, $"{Id}") : (Kind, ThingId);

    /// <summary>This delivery after an attempt. A test is tried once.</summary>
    public DeliveryRow After(Answer answer, DateTimeOffset now, WebhookOptions options)
    {
        var state = answer.IsTaken ? Delivered : Purpose == Test ? Failed : Waiting;
        return this with
        {
            State = state,
            Attempts = Attempts + 1,
            Status = answer.Status,
            Answer = answer.Text,
            Failure = answer.Failure,
            TookMs = answer.Milliseconds,
            AttemptedAt = now,
            NextAt = state == Waiting ? now + options.RetryDelay(Attempts + 1, answer.RetryAfter) : null,
        };
    }

    public WebhookDelivery ToReply() => new()
    {
        Id = Id,
        Purpose = Purpose,
        State = State,
        MessageId = MessageId,
        Type = Type,
        Kind = Kind,
        Thingid = ThingId,
        ThingVersion = ThingVersion,
        Body = Body,
        Attempts = Attempts,
        Replays = Replays,
        Status = Status,
        Answer = Answer,
        Failure = Failure,
        TookMs = TookMs,
        CreatedAt = CreatedAt,
        AttemptedAt = AttemptedAt,
        NextAt = NextAt,
    };
}
