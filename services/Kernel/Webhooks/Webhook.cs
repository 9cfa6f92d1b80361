using Kernel.Http;

namespace Kernel.Webhooks;

/// <summary>A subscription of an organisation: its changes are sent to an address.</summary>
public sealed record Webhook : IVersioned
{
    /// <summary>The subscription.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where changes are sent, without the query.</summary>
    public required string Address { get; init; }

    /// <summary>Whether the address has a query. It may have a key of the receiver, so it is not shown.</summary>
    public required bool HasQuery { get; init; }

    /// <summary>The kinds of things whose changes are sent, such as <c>learner</c>; empty for all.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>The roles of its maker. It tells what a caller with these roles sees; only such a caller changes it.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary><c>active</c>, <c>paused</c>, <c>disabled</c>, <c>ended</c>, or <c>deleted</c> in the last reply.</summary>
    [OneOf(typeof(WebhookState))]
    public required string State { get; init; }

    /// <summary>
    /// Why the platform disabled or ended it: <c>receiver-failed</c> after the last attempt, <c>receiver-gone</c> after a status 410, or
    /// <c>organisation-ended</c>.
    /// </summary>
    [OneOf(typeof(WebhookReason))]
    public required string? Reason { get; init; }

    /// <summary>Until when requests are signed with the former secret too, UTC.</summary>
    public required DateTimeOffset? FormerSecretUntil { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A secret that the service made. It is shown once, in the reply to the request that made it.</summary>
    public required string? Secret { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>Why the platform disabled or ended a subscription.</summary>
internal static class WebhookReason
{
    public const string Failed = "receiver-failed";
    public const string Gone = "receiver-gone";
    public const string OwnerEnded = "organisation-ended";
}

/// <summary>The states of a subscription.</summary>
internal static class WebhookState
{
    public const string Active = "active";
    public const string Paused = "paused";
    public const string Disabled = "disabled";
    public const string Ended = "ended";
    public const string Deleted = "deleted";
}
