using Kernel.Changes;
using Kernel.Data;

namespace Kernel.Personal;

/// <summary>
/// Deletes a person's values wherever a service keeps them: the values, the replies of the feed and of keys, reports, messages.
/// </summary>
public static class Eraser
{
    /// <summary>Erases what a service that keeps copies holds, after the owner told of the erasure.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="things">The things that tell of the person.</param>
    /// <param name="act">The moment.</param>
    public static Task ForgetAsync(UnitOfWork work, IReadOnlyList<ThingOfPerson> things, Act act) => ForgetAsync(work, things, [], act);

    internal static async Task RunAsync(UnitOfWork work, DataSubject subject, Guid person, RetentionPack pack, Act act)
    {
        var things = (await subject.ThingsAsync(work.WithoutHold(), person)).ToList();
        things.AddRange((await ErasureRow.OfPersonAsync(work, person)).Select(own =>
            new ThingOfPerson { Kind = ErasureRow.Aggregate, Id = own.Id }));
        await ForgetAsync(work, things, pack.Kept, act);
    }

    private static async Task ForgetAsync(
        UnitOfWork work, IReadOnlyList<ThingOfPerson> things, IReadOnlyList<KeptByLaw> kept, Act act)
    {
        // Readers of the feed get what is left of a thing that they still see.
        foreach (var thing in things) work.MayDiffer(thing.Kind, thing.Key);
        foreach (var ids in things.Where(thing => thing.OnlyNames).Select(thing => thing.Key).Chunk(ChangeLog.BatchSize))
        {
            await work.ExecuteAsync("DELETE FROM $schema.personal_value WHERE thing_id IN @ids AND member = 'reply'", new { ids });
            await ForgetFormsAsync(work, ids);
        }
        things = [.. things.Where(thing => !thing.OnlyNames)];
        foreach (var ids in things.Select(thing => thing.Key).Chunk(ChangeLog.BatchSize))
        {
            var keys = await KeysAsync(work, ids);
            await RememberAsync(work, keys, act);
            foreach (var one in kept) await LockAsync(work, one, ids, act);
            await work.ExecuteAsync("DELETE FROM $schema.personal_value WHERE thing_id IN @ids", new { ids });
            await ForgetFormsAsync(work, ids);
            await ForgetImportsAsync(work, [.. keys.Select(key => key.Lookup).Distinct()]);
        }
        await ForgetMessagesAsync(work, things.Select(thing => thing.Id).Distinct(), act);
    }

    private static Task ForgetFormsAsync(UnitOfWork work, IReadOnlyList<string> ids) => work.ExecuteAsync(
        """
        UPDATE $schema.change_form
        SET data = NULL
        WHERE change_id IN (SELECT id FROM $schema.change WHERE thing_id IN @ids)
        """,
        new { ids });

    private static Task<IReadOnlyList<Key>> KeysAsync(UnitOfWork work, IReadOnlyList<string> ids) => work.QueryAsync<Key>(
        "SELECT scope, lookup FROM $schema.personal_value WHERE thing_id IN @ids AND lookup IS NOT NULL", new { ids });

    // A file that is sent again does not bring back who was erased.
    private static async Task RememberAsync(UnitOfWork work, IEnumerable<Key> keys, Act act)
    {
        var secret = await PersonalValues.KeysAsync(work);
        foreach (var key in keys.Where(key => key.Scope is not null).Distinct())
        {
            var hash = secret.HashOf(key.Scope!, key.Lookup);
            await work.TryInsertAsync("INSERT INTO $schema.erased_key (hash, erased_on) VALUES (@hash, @Today)", new { hash, act.Today });
        }
    }

    // What a correction replaced is not kept.
    private static Task LockAsync(UnitOfWork work, KeptByLaw kept, IReadOnlyList<string> ids, Act act) => work.ExecuteAsync(
        """
        INSERT INTO $schema.locked_value (id, kind, thing_id, member, value, recorded_at, locked_on, kept_until)
        SELECT v.id, v.kind, v.thing_id, v.member, v.value, v.recorded_at, @Today, @until
        FROM $schema.personal_value v
        WHERE v.thing_id IN @ids
            AND v.kind = @Kind
            AND v.member = @Member
            AND NOT EXISTS (
                SELECT 1
                FROM $schema.personal_value n
                WHERE n.thing_id = v.thing_id AND n.member = v.member AND n.recorded_at > v.recorded_at)
        """,
        new { ids, kept.Kind, kept.Member, act.Today, until = act.Today.AddYears(kept.Years) });

    // Parked messages are few. What they would change is told by the erasure.
    private static async Task ForgetMessagesAsync(UnitOfWork work, IEnumerable<Guid> ids, Act act)
    {
        foreach (var id in ids)
        {
            await work.ExecuteAsync(
                """
                UPDATE $schema.parked
                SET body = '', error = '', state = 'discarded', reason = 'erased', discarded_at = @Now
                WHERE body LIKE @pattern
                """,
                new { pattern = $"%{id}%", act.Now });
        }
    }

    // A report is kept for a month. The part that has the person's key goes as a whole: at most 500 rows.
    private static async Task ForgetImportsAsync(UnitOfWork work, IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            await work.ExecuteAsync(
                "UPDATE $schema.import_report SET lines = '' WHERE lines LIKE @pattern", new { pattern = $"%{key}%" });
            await work.ExecuteAsync("UPDATE $schema.import_job SET person = 'erased' WHERE person = @key", new { key });
        }
    }

    private sealed record Key
    {
        public string? Scope { get; init; }
        public string Lookup { get; init; } = "";
    }
}
