using Kernel.Data;
using Xunit;

namespace Testing;

/// <summary>A partner that keeps a copy of what it sees, by the change feed alone.</summary>
public sealed class Follower(HttpClient client, Db db, string service, int limit = 7)
{
    private readonly HashSet<string> read = [];
    private string after = "start";

    /// <summary>By kind and identity: the data as they were told last.</summary>
    public Dictionary<(string Kind, string Thing), string> Things { get; } = [];

    /// <summary>All replies that it has of a kind, in any order.</summary>
    public IEnumerable<string> Of(string kind) => Things.Where(thing => thing.Key.Kind == kind).Select(thing => thing.Value).Order();

    /// <summary>Reads one page, and says how many events it had.</summary>
    public async Task<int> ReadAsync()
    {
        using var reply = await client.GetAsync(new Uri($"/{service}/v1/changes?after={after}&limit={limit}", UriKind.Relative));
        var events = (await reply.BodyAsync()).EnumerateArray().ToList();
        foreach (var one in events)
        {
            Assert.True(read.Add(one.GetProperty("id").GetString()!), "A change was told twice.");
            var key = (one.GetProperty("kind").GetString()!, one.GetProperty("thingid").GetString()!);
            if (one.TryGetProperty("data", out var data)) Things[key] = data.GetRawText();
            else Things.Remove(key);
        }
        after = reply.Headers.GetValues("Link").Single().Split("after=")[1].Split('&', '>')[0];
        return events.Count;
    }

    /// <summary>Reads all that was committed before.</summary>
    public async Task ReadAllAsync()
    {
        await Eventually.EqualAsync(0, () => db.SingleAsync<long>("SELECT COUNT(*) FROM $schema.change_waiting"));
        while (await ReadAsync() > 0) { }
    }

    /// <summary>All items of a list, as the list has them.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string path)
    {
        var items = new List<string>();
        for (var next = $"/{service}/v1/{path}"; next is not null;)
        {
            using var reply = await client.GetAsync(new Uri(next, UriKind.Relative));
            items.AddRange((await reply.BodyAsync()).GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
            next = reply.Headers.TryGetValues("Link", out var links) ? links.Single().TrimStart('<').Split('>')[0] : null;
        }
        return [.. items.Order()];
    }
}
