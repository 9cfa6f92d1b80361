using System.Security.Cryptography;
using System.Text;
using Kernel.Data;

namespace Kernel.Personal;

/// <summary>
/// Personal values and free text of a service, in one table, each under a random id (D44). Records, audit and history hold the id alone,
/// and an erasure deletes here.
/// </summary>
public static class PersonalValues
{
    /// <summary>The member under which the audit's reasons stand.</summary>
    public const string Reason = "reason";

    /// <summary>The member under which the replies of idempotency keys stand.</summary>
    internal const string Reply = "reply";

    /// <summary>Keeps a value.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="kind">The kind of thing that the value belongs to, as the audit names it.</param>
    /// <param name="thing">The thing's identity, as the audit has it.</param>
    /// <param name="member">What the value is, such as <c>reason</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The id to store in its place; null without a value.</returns>
    public static async Task<Guid?> KeepAsync(
        this UnitOfWork work, string kind, object thing, string member, string? value, DateTimeOffset now)
    {
        if (value is null) return null;
        var id = Guid.NewGuid();
        await work.ExecuteAsync(
            """
            INSERT INTO $schema.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
            VALUES (@id, @kind, @thing, @member, @value, 0, @now)
            """,
            new { id, kind, thing = thing.ToString(), member, value, now });
        return id;
    }

    /// <summary>Keeps a value by which the thing is found.</summary>
    /// <inheritdoc cref="KeepAsync"/>
    public static async Task<Guid> KeepKeyAsync(
        this UnitOfWork work, string kind, object thing, string member, string value, DateTimeOffset now)
    {
        var id = Guid.NewGuid();
        await work.ExecuteAsync(
            """
            INSERT INTO $schema.personal_value (id, kind, thing_id, member, value, lookup, holds, recorded_at)
            VALUES (@id, @kind, @thing, @member, @value, @value, 0, @now)
            """,
            new { id, kind, thing = thing.ToString(), member, value, now });
        return id;
    }

    /// <summary>Keeps a value that only one thing of its scope has, and by which the thing is found.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="kind">The kind of thing.</param>
    /// <param name="thing">The thing's identity.</param>
    /// <param name="member">What the value is.</param>
    /// <param name="value">The value.</param>
    /// <param name="scope">Where it is given once, such as an institution's code.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The id; null if another thing has the value.</returns>
    public static async Task<Guid?> TryKeepKeyAsync(
        this UnitOfWork work, string kind, object thing, string member, string value, string scope, DateTimeOffset now)
    {
        var id = Guid.NewGuid();
        var isFree = await work.TryInsertAsync(
            """
            INSERT INTO $schema.personal_value (id, kind, thing_id, member, value, lookup, scope, holds, recorded_at)
            VALUES (@id, @kind, @thing, @member, @value, @value, @scope, 1, @now)
            """,
            new { id, kind, thing = thing.ToString(), member, value, scope = $"{member} {scope}", now });
        return isFree ? id : null;
    }

    /// <summary>The value of an id; null if it was erased.</summary>
    public static Task<string?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        reader.FindAsync<string>("SELECT value FROM $schema.personal_value WHERE id = @id", new { id }, ct);

    /// <summary>Remembers, by a keyed hash alone, that a key was erased.</summary>
    public static async Task RememberErasedAsync(this UnitOfWork work, string member, string value, string scope, Act act)
    {
        var hash = (await KeysAsync(work)).HashOf($"{member} {scope}", value);
        await work.TryInsertAsync("INSERT INTO $schema.erased_key (hash, erased_on) VALUES (@hash, @Today)", new { hash, act.Today });
    }

    /// <summary>Lets another thing have the value. It stays readable as what was recorded.</summary>
    public static Task ReleaseAsync(this UnitOfWork work, Guid id) =>
        work.ExecuteAsync("UPDATE $schema.personal_value SET holds = 0 WHERE id = @id", new { id });

    /// <summary>
    /// Whether a thing that was erased had the value. It does not come back with a file that is sent again. A keyed hash tells, so the
    /// value itself stands nowhere.
    /// </summary>
    public static async Task<bool> WasErasedAsync(this UnitOfWork work, string member, string value, string scope)
    {
        var keys = await KeysAsync(work);
        if (!keys.HasAny) return false;
        var hash = keys.HashOf($"{member} {scope}", value);
        return await work.FindAsync<string>("SELECT hash FROM $schema.erased_key WHERE hash = @hash", new { hash }) is not null;
    }

    internal static async Task<ErasedKeys> KeysAsync(UnitOfWork work) => (await work.HoldOnceAsync(
        nameof(ErasedKeys),
        async () => (ErasedKeys?)await work.SingleAsync<ErasedKeys>(
            """
            SELECT s.secret, CASE WHEN EXISTS (SELECT 1 FROM $schema.erased_key k WHERE k.hash >= '0') THEN 1 ELSE 0 END AS has_any
            FROM $schema.erased_secret s
            """)))!;

    internal sealed record ErasedKeys
    {
        public string Secret { get; init; } = "";
        public bool HasAny { get; init; }

        public string HashOf(string scope, string value) => Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{scope}\n{value}")));
    }
}
