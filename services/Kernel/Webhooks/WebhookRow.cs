using Kernel.Data;
using Kernel.Http;

namespace Kernel.Webhooks;

/// <summary>A subscription as it is stored. Its query and its secrets are sealed.</summary>
internal sealed record WebhookRow
{
    public const string Aggregate = "webhook";

    public const string Select =
        """
        SELECT seq, id, organisation, roles, kinds, address, query, secret, former_secret, former_until, state, reason, position,
            is_failing, is_down, due_at, lease_token, created_at, version
        FROM $schema.webhook
        """;

    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string Organisation { get; init; } = "";
    public string Roles { get; init; } = "";
    public string Kinds { get; init; } = "";
    public string Address { get; init; } = "";
    public string? Query { get; init; }
    public string? Secret { get; init; }
    public string? FormerSecret { get; init; }
    public DateTimeOffset? FormerUntil { get; init; }
    public string State { get; init; } = "";
    public string? Reason { get; init; }
    public long Position { get; init; }
    /// <summary>A change was not taken.</summary>
    public bool IsFailing { get; init; }

    /// <summary>The receiver gave no answer. Until the due time it is left alone.</summary>
    public bool IsDown { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public Guid? LeaseToken { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; init; }

    public bool IsActive => State == WebhookState.Active;

    /// <summary>The caller whose sight it has.</summary>
    public Caller Reader => new("webhook", Organisation, "", Words(Roles).ToHashSet());

    public bool Wants(string kind) => Kinds.Length == 0 || Words(Kinds).Contains(kind);

    /// <summary>A subscription of the caller's organisation.</summary>
    public static Task<WebhookRow?> FindAsync(IReader reader, Guid id, Caller caller, CancellationToken ct = default) =>
        reader.FindAsync<WebhookRow>(Select + " WHERE id = @id AND organisation = @Org", new { id, caller.Org }, ct);

    /// <summary>A subscription, held.</summary>
    public static Task<WebhookRow?> HoldAsync(UnitOfWork work, Guid id) =>
        work.FindAsync<WebhookRow>(Select + " WHERE id = @id", new { id });

    /// <summary>Why this caller may not change it; null if it may. Its sight may be more than the caller's.</summary>
    public Refusal? WhyNot(Caller caller) =>
        Words(Roles).All(caller.Is) ? State == WebhookState.Ended ? WebhookProblems.HasEnded(this) : null
        : WebhookProblems.NotYourRoles(Words(Roles));

    /// <summary>Changes it, and tells the audit and the feed. A due time is kept while a process holds the subscription.</summary>
    public static async Task RecordAsync(UnitOfWork work, WebhookRow next, string action, Act act)
    {
        await work.ChangeAsync(
            """
            UPDATE $schema.webhook
            SET kinds = @Kinds, address = @Address, query = @Query, secret = @Secret, former_secret = @FormerSecret,
                former_until = @FormerUntil, state = @State, reason = @Reason, position = @Position,
                due_at = CASE WHEN lease_token IS NULL THEN @DueAt ELSE due_at END, version = @Version
            WHERE id = @Id AND version = @Version - 1
            """,
            new
            {
                next.Id,
                next.Kinds,
                next.Address,
                next.Query,
                next.Secret,
                next.FormerSecret,
                next.FormerUntil,
                next.State,
                next.Reason,
                next.Position,
                next.DueAt,
                next.Version,
            });
        await work.AuditAsync(Aggregate, next.Id, next.Version, action, act);
    }

    /// <summary>The next version of it, to be looked at now.</summary>
    public WebhookRow Next(DateTimeOffset dueAt) => this with { Version = Version + 1, DueAt = dueAt };

    public Webhook ToReply() => new()
    {
        Id = Id,
        Address = Address,
        HasQuery = Query is not null,
        Kinds = Words(Kinds),
        Roles = Words(Roles),
        State = State,
        Reason = Reason,
        FormerSecretUntil = FormerUntil,
        CreatedAt = CreatedAt,
        Secret = null,
        Version = Version,
    };

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
