using System.Text.Json;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Kernel.Changes;

/// <summary>Writes the changes of a unit of work just before it commits: each thing once, as callers see it after the commit.</summary>
internal sealed class ChangeLog(
    IEnumerable<ChangeKind> kinds, ChangeSignal signal, IOptions<JsonOptions> json, ServiceName service, Today today,
    TimeProvider clock)
{
    /// <summary>The most things that are read at once.</summary>
    public const int BatchSize = 200;

    private readonly Dictionary<string, ChangeKind> kinds = kinds.ToDictionary(kind => kind.Name);

    public IReadOnlyCollection<ChangeKind> Kinds => kinds.Values;

    public bool Follows(string kind) => kinds.ContainsKey(kind);

    /// <summary>Whether somebody follows such a thing, or another thing rests on it.</summary>
    public bool Matters(string kind) => Follows(kind) || kinds.Values.Any(other => other.RestsOn.ContainsKey(kind));

    public void Wake() => signal.Raise();

    /// <summary>Writes what was changed, and what changed with it.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="changed">The version of each changed thing; null where only its form may differ.</param>
    /// <returns>Whether anything was written.</returns>
    public async Task<bool> WriteAsync(UnitOfWork work, IReadOnlyDictionary<(string Kind, string Id), int?> changed)
    {
        using var span = Telemetry.Source.StartActivity("write changes");
        var reader = work.WithoutHold();
        var wrote = false;
        foreach (var of in changed.Where(thing => Follows(thing.Key.Kind))
            .GroupBy(thing => thing.Key.Kind, thing => (thing.Key.Id, Version: thing.Value)))
        {
            foreach (var batch in of.Chunk(BatchSize)) wrote |= await WriteAsync(work, reader, kinds[of.Key], batch);
        }
        var moved = changed.Keys.ToHashSet();
        for (var last = changed.Keys.ToList(); last.Count > 0;)
        {
            last = [.. (await RestingAsync(reader, last)).Where(moved.Add)];
            foreach (var of in last.GroupBy(thing => thing.Kind, thing => (thing.Id, Version: (int?)null)))
            {
                foreach (var batch in of.Chunk(BatchSize)) wrote |= await WriteAsync(work, reader, kinds[of.Key], batch);
            }
        }
        return wrote;
    }

    /// <summary>Writes those of these things that callers see otherwise than the feed says.</summary>
    public async Task CompareAsync(UnitOfWork work, ChangeKind kind, IReadOnlyList<string> ids)
    {
        var wrote = await WriteAsync(work, work.WithoutHold(), kind, [.. ids.Select(id => (id, (int?)null))]);
        if (wrote) work.Committed += Wake;
    }

    private async Task<IReadOnlyList<(string Kind, string Id)>> RestingAsync(
        IReader reader, IReadOnlyCollection<(string Kind, string Id)> things)
    {
        var resting = new List<(string, string)>();
        foreach (var kind in kinds.Values)
        {
            foreach (var (other, findAsync) in kind.RestsOn)
            {
                foreach (var ids in things.Where(thing => thing.Kind == other).Select(thing => thing.Id).Chunk(BatchSize))
                {
                    resting.AddRange((await findAsync(reader, ids)).Select(found => (kind.Name, found.Key)));
                }
            }
        }
        return resting;
    }

    // A thing without a version changed with another one, and is written only if somebody sees a difference.
    private async Task<bool> WriteAsync(UnitOfWork work, IReader reader, ChangeKind kind, (string Id, int? Version)[] things)
    {
        string[] ids = [.. things.Select(thing => thing.Id)];
        var (now, wrote) = (clock.GetUtcNow(), false);
        var named = await NamedAsync(reader, kind, ids);
        var seen = await SeenAsync(reader, kind, ids, named, now);
        // The audit has a version once, so before a first version nobody saw the thing.
        var before = await NewestChange.OfAsync(
            reader, kind.Name, [.. things.Where(thing => thing.Version != 1).Select(thing => thing.Id)]);
        foreach (var (id, version) in things)
        {
            var found = seen[id].ToList();
            var newest = before.GetValueOrDefault(id);
            var sights = Sight.After(
                newest?.Sights ?? [],
                [.. named[id].Append("").SelectMany(org => kind.Roles, (org, role) => (org, role))],
                [.. found.Select(one => one.Sight)]);
            if (sights.Count == 0 || (version is null && !Sight.Differ(newest?.Sights ?? [], sights))) continue;
            var thing = found.FirstOrDefault().Seen;
            await new NewChange(
                kind.Name,
                id,
                version ?? thing?.Version ?? newest!.Version,
                thing is null ? newest!.Subject : $"/{service.Value}/v1/{thing.Path}",
                now,
                sights).AddAsync(work, newest);
            wrote = true;
        }
        return wrote;
    }

    private static async Task<ILookup<string, string>> NamedAsync(IReader reader, ChangeKind kind, string[] ids) =>
        (kind.NamedAsync is { } find ? await find(reader, [.. ids.Select(Guid.Parse)]) : [])
            .Where(one => one.Organisation.Length > 0)
            .DistinctBy(one => (one.Id, one.Organisation))
            .ToLookup(one => one.Id.ToString(), one => one.Organisation);

    // Each organisation is asked about the things that name it, and a stranger about all.
    private async Task<ILookup<string, (Seen Seen, Sight Sight)>> SeenAsync(
        IReader reader, ChangeKind kind, string[] ids, ILookup<string, string> named, DateTimeOffset now)
    {
        var asked = named.SelectMany(of => of, (of, org) => (of.Key, Organisation: org))
            .Concat(ids.Select(id => (Key: id, Organisation: "")))
            .ToLookup(one => one.Organisation, one => one.Key);
        var seen = new List<(Seen Seen, Sight Sight)>();
        foreach (var of in asked)
        {
            foreach (var role in kind.RolesSeeTheSame ? kind.Roles.Take(1) : kind.Roles)
            {
                var caller = new Caller("change feed", of.Key, "", role.Length > 0 ? new HashSet<string> { role } : []);
                var found = await kind.Replies.ReadAsync(reader, [.. of], new Act(caller, today.Value, now));
                var (org, roles) = (of.Key, kind.RolesSeeTheSame ? kind.Roles : [role]);
                seen.AddRange(found.Select(one => (Seen: one, Data: Text(one.Reply)))
                    .SelectMany(one => roles, (one, seer) => (one.Seen, new Sight(org, seer, one.Data))));
            }
        }
        return seen.ToLookup(one => one.Seen.Id);
    }

    private string Text(object reply) => JsonSerializer.Serialize(reply, reply.GetType(), json.Value.SerializerOptions);
}
