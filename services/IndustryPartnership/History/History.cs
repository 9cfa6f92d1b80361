using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kernel;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership;

/// <summary>One change of a thing, and the whole thing after it.</summary>
/// <param name="Version">The version that the change made.</param>
/// <param name="Action">What was done.</param>
/// <param name="Organisation">Who did it; empty for the platform, when a date caused it.</param>
/// <param name="EffectiveOn">The day from which it holds.</param>
/// <param name="RecordedOn">The business date on which it was recorded.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="Thing">The thing at that version.</param>
public sealed record Change<T>(
    int Version, string Action, string Organisation, DateOnly EffectiveOn, DateOnly RecordedOn, DateTimeOffset RecordedAt, T Thing);

/// <summary>
/// The history of each thing: who changed it, from which day on, and the whole thing after each change. It is written with the audit, in
/// the transaction of the change.
/// </summary>
/// <remarks>It keeps the API form of a thing. A caller who may not see a state does not see it in the history either.</remarks>
internal static class History
{
    /// <summary>Only the organisation that drafted it sees it.</summary>
    public const string Author = "author";

    /// <summary>The organisations named in it see it.</summary>
    public const string Parties = "parties";

    /// <summary>Everyone with a token sees it.</summary>
    public const string Public = "public";

    // Entries from before a member existed are read without it.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireNothing } },
    };

    /// <summary>Keeps a change in the audit, and in the history for those who may see the present thing.</summary>
    /// <param name="work">The transaction of the change.</param>
    /// <param name="kind">What kind of thing it is, as the audit names it.</param>
    /// <param name="id">Its identity.</param>
    /// <param name="thing">The thing after the change.</param>
    /// <param name="audience">Who may see the present thing.</param>
    /// <param name="done">What was done.</param>
    /// <param name="act">Who did it, and when.</param>
    public static async Task RecordAsync<T>(UnitOfWork work, string kind, object id, T thing, string audience, Done done, Act act)
        where T : IVersioned
    {
        await work.AuditAsync(kind, id, thing.Version, done.Action, act, done.Reason);
        await work.ExecuteAsync(
            """
            INSERT INTO partnership.history
                (kind, thing_id, version, action, organisation, audience, effective_on, recorded_on, recorded_at, thing)
            VALUES (@kind, @id, @version, @action, @Org, @audience, @effectiveOn, @Today, @Now, @thing)
            """,
            new
            {
                kind,
                id = id.ToString(),
                version = thing.Version,
                action = done.Action,
                act.Caller.Org,
                audience,
                effectiveOn = done.EffectiveOn ?? act.Today,
                act.Today,
                act.Now,
                thing = JsonSerializer.Serialize(thing, Json),
            });
    }

    /// <summary>The changes of a thing that the caller's audiences may see, oldest first.</summary>
    public static async Task<Ok<Page<Change<T>>>> ListAsync<T>(
        HttpContext http, Paging paging, Db db, string kind, object id, string[] audiences, CancellationToken ct)
    {
        var rows = await paging.ReadAsync<Row>(
            db,
            Row.Select, new { kind, id = id.ToString(), audiences }, ct);
        return paging.Reply(http, rows, row => row.Seq, row => row.ToChange<T>());
    }

    /// <summary>
    /// The thing as of a day, as it was known on a day: after the last change effective and recorded by then. Null if there was none.
    /// </summary>
    public static async Task<T?> FindAsync<T>(
        IReader reader, string kind, object id, string[] audiences, DateOnly? asOf, DateOnly? knownOn, CancellationToken ct) where T : class
    {
        var rows = await reader.QueryAsync<Row>(
            Row.Select +
            """
             AND (@asOf IS NULL OR h.effective_on <= @asOf)
                AND (@knownOn IS NULL OR h.recorded_on <= @knownOn)
            ORDER BY h.version DESC
            """ + " " + Db.Page,
            new { kind, id = id.ToString(), audiences, asOf, knownOn, limit = 1 }, ct);
        return rows.SingleOrDefault()?.Read<T>();
    }

    /// <summary>
    /// For a thing with days of its own: the version known on <paramref name="knownOn"/>, if any of it was in effect by <paramref
    /// name="asOf"/>. The caller checks its days.
    /// </summary>
    public static async Task<T?> FindDatedAsync<T>(
        IReader reader, string kind, object id, string[] audiences, DateOnly asOf, DateOnly? knownOn, CancellationToken ct) where T : class
    {
        var rows = await reader.QueryAsync<Row>(
            Row.Select +
            """
             AND (@knownOn IS NULL OR h.recorded_on <= @knownOn)
                AND EXISTS (
                    SELECT 1
                    FROM partnership.history f
                    WHERE f.kind = @kind AND f.thing_id = @id AND f.audience IN @audiences
                        AND f.effective_on <= @asOf AND (@knownOn IS NULL OR f.recorded_on <= @knownOn))
            ORDER BY h.version DESC
            """ + " " + Db.Page,
            new { kind, id = id.ToString(), audiences, asOf, knownOn, limit = 1 }, ct);
        return rows.SingleOrDefault()?.Read<T>();
    }

    private static void RequireNothing(JsonTypeInfo type)
    {
        foreach (var member in type.Properties) member.IsRequired = false;
    }

    private sealed record Row
    {
        public const string Select =
            """
            SELECT h.seq, h.version, h.action, h.organisation, h.effective_on, h.recorded_on, h.recorded_at, h.thing
            FROM partnership.history h
            WHERE h.kind = @kind AND h.thing_id = @id AND h.audience IN @audiences
            """;

        public long Seq { get; init; }
        public int Version { get; init; }
        public string Action { get; init; } = "";
        public string Organisation { get; init; } = "";
        public DateOnly EffectiveOn { get; init; }
        public DateOnly RecordedOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
        public string Thing { get; init; } = "";

        public Change<T> ToChange<T>() => new(Version, Action, Organisation, EffectiveOn, RecordedOn, RecordedAt, Read<T>());

        public T Read<T>() => JsonSerializer.Deserialize<T>(Thing, Json)!;
    }
}
