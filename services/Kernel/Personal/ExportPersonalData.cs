using System.Text.Json;
using Kernel.Changes;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Kernel.Personal;

/// <summary>
/// All that this service holds of a person, for the person and for the institution that holds it (D44). Each service answers for itself,
/// under the same id, so a caller reads all three and puts them together.
/// </summary>
internal static class ExportPersonalData
{
    public static void Map(RouteGroupBuilder api, string[]? roles) => api.MapGet("/personal-data/{id:guid}", HandleAsync)
        .WithName(nameof(ExportPersonalData)).WithSummary("Read all that this service holds of a person").AllowPersons(roles);

    private static async Task<Results<Ok<PersonalData>, Refusal>> HandleAsync(
        Guid id, Db db, DataSubjects subjects, IEnumerable<ChangeKind> kinds, IOptions<JsonOptions> json, Act act, CancellationToken ct)
    {
        if (await subjects.FindAsync(db, id, act) is not { } found) return CommonProblems.NotFound();
        var things = (await found.Subject.ThingsAsync(db, id)).Where(thing => !thing.OnlyNames);
        var (replies, values, acts) = (new List<HeldThing>(), new List<HeldValue>(), new List<HeldAct>());
        foreach (var of in things.GroupBy(thing => thing.Kind, thing => thing.Key))
        {
            var kind = kinds.FirstOrDefault(kind => kind.Name == of.Key);
            foreach (var ids in of.Chunk(ChangeLog.BatchSize))
            {
                var seen = kind is null ? [] : await kind.Replies.ReadAsync(db, ids, act);
                replies.AddRange(seen.Select(one => new HeldThing(
                    of.Key, one.Id, JsonSerializer.SerializeToElement(one.Reply, one.Reply.GetType(), json.Value.SerializerOptions))));
                values.AddRange(await ValuesAsync(db, ids, ct));
                acts.AddRange(await ActsAsync(db, of.Key, ids, ct));
            }
        }
        return TypedResults.Ok(new PersonalData
        {
            PersonId = id,
            Kind = found.Subject.Kind,
            Things = replies,
            Values = values,
            Acts = acts,
        });
    }

    private static Task<IReadOnlyList<HeldValue>> ValuesAsync(Db db, IEnumerable<string> ids, CancellationToken ct) =>
        db.QueryAsync<HeldValue>(
            """
            SELECT kind, thing_id AS id, member, value, recorded_at
            FROM $schema.personal_value
            WHERE thing_id IN @ids AND member <> 'reply'
            ORDER BY recorded_at, id
            """,
            new { ids }, ct);

    private static Task<IReadOnlyList<HeldAct>> ActsAsync(Db db, string kind, IEnumerable<string> ids, CancellationToken ct) =>
        db.QueryAsync<HeldAct>(
            """
            SELECT aggregate AS kind, aggregate_id AS id, version, action, organisation, recorded_at
            FROM $schema.audit
            WHERE aggregate = @kind AND aggregate_id IN @ids
            ORDER BY seq
            """,
            new { kind, ids }, ct);
}

/// <summary>All that a service holds of a person.</summary>
public sealed record PersonalData
{
    /// <summary>The person, by the id that was asked for.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The kind of person.</summary>
    public required string Kind { get; init; }

    /// <summary>The things that tell of the person, as a GET gives them to you.</summary>
    public required IReadOnlyList<HeldThing> Things { get; init; }

    /// <summary>Personal values and free text, the replaced ones too.</summary>
    public required IReadOnlyList<HeldValue> Values { get; init; }

    /// <summary>What was done to these things.</summary>
    public required IReadOnlyList<HeldAct> Acts { get; init; }
}

/// <summary>A thing that tells of the person.</summary>
/// <param name="Kind">The kind of thing, as in the change feed.</param>
/// <param name="Id">Its identity.</param>
/// <param name="Reply">The reply of its GET.</param>
public sealed record HeldThing(string Kind, string Id, JsonElement Reply);

/// <summary>A value of the person.</summary>
public sealed record HeldValue
{
    /// <summary>The kind of thing that it belongs to.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing's identity.</summary>
    public required string Id { get; init; }

    /// <summary>What it is, such as <c>reason</c>.</summary>
    public required string Member { get; init; }

    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Something that was done to a thing.</summary>
public sealed record HeldAct
{
    /// <summary>The kind of thing.</summary>
    public required string Kind { get; init; }

    /// <summary>The thing's identity.</summary>
    public required string Id { get; init; }

    /// <summary>The version that it made.</summary>
    public required int Version { get; init; }

    /// <summary>What was done.</summary>
    public required string Action { get; init; }

    /// <summary>The code of the organisation for which it was done; empty if the platform did it.</summary>
    public required string Organisation { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
