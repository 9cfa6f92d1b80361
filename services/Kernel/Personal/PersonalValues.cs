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

    /// <summary>The values of the person whom a list is asked for, whose key is <c>@OfPerson</c>.</summary>
    public const string OfPerson = "(SELECT v.id FROM $schema.personal_value v WHERE v.lookup = @OfPerson)";

    /// <summary>The values of the person who calls, whose key is <c>@Person</c>.</summary>
    public const string OfViewer = "(SELECT v.id FROM $schema.personal_value v WHERE v.lookup = @Person)";

    /// <summary>Keeps a value.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="kind">The kind of thing that the value belongs to, as the audit names it.</param>
    /// <param name="thing">The thing's identity, as the audit has it.</param>
    /// <param name="member">What the value is, such as <c>reason</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The id to store in its place; null without a value.</returns>
    public static async Task<Guid?> KeepAsync(
        this UnitOfWork work, string kind, object thing, string member, string? value, DateTimeOffset now) =>
        value is null ? null : await work.KeepTextAsync(kind, thing, member, value, now);

    /// <summary>Keeps a value that is always there.</summary>
    /// <inheritdoc cref="KeepAsync"/>
    public static async Task<Guid> KeepTextAsync(
        this UnitOfWork work, string kind, object thing, string member, string value, DateTimeOffset now)
    {
        var id = Guid.NewGuid();
        await work.ExecuteAsync(
            """
            INSERT INTO $schema.personal_value (id, kind, thing_id, member, value, holds, recorded_at)
            VALUES (@id, @kind, @thing, @member, @value, 0, @now)
            """,
            new { id, kind, thing = thing.ToString(), member, value, now });
        return id;
    }

    /// <summary>Keeps a value in place of another one, which stays readable as what was recorded. An equal one stays.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="kept">The id of the value so far.</param>
    /// <param name="kind">The kind of thing.</param>
    /// <param name="thing">The thing's identity.</param>
    /// <param name="member">What the value is.</param>
    /// <param name="value">The value from now on.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The id to store; null without a value.</returns>
    public static async Task<Guid?> RenewAsync(
        this UnitOfWork work, Guid? kept, string kind, object thing, string member, string? value, DateTimeOffset now) =>
        value is not null && kept is { } id && await FindAsync(work, id) == value
            ? kept
            : await work.KeepAsync(kind, thing, member, value, now);

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

    /// <summary>Keeps such a value after a look. If another transaction gave it to a thing meanwhile, the work begins again.</summary>
    /// <inheritdoc cref="TryKeepKeyAsync"/>
    public static async Task<Guid> KeepOwnKeyAsync(
        this UnitOfWork work, string kind, object thing, string member, string value, string scope, DateTimeOffset now) =>
        await work.TryKeepKeyAsync(kind, thing, member, value, scope, now) ?? throw new RowGoneException();

    /// <summary>The value of an id; null if it was erased.</summary>
    public static Task<string?> FindAsync(IReader reader, Guid id, CancellationToken ct = default) =>
        reader.FindAsync<string>("SELECT value FROM $schema.personal_value WHERE id = @id", new { id }, ct);

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
