using Kernel.Data;
using Kernel.Http;

namespace Kernel.Changes;

/// <summary>One kind of thing that partners follow. Its members ask the same code as the GET and the list.</summary>
public sealed record ChangeKind
{
    /// <summary>The role of a thing that a token without any particular role sees.</summary>
    public const string AnyRole = "";

    /// <summary>Its name in the feed, and as the audit names it.</summary>
    public required string Name { get; init; }

    /// <summary>The roles of an organisation that see such things, each by itself; any role by default.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [AnyRole];

    /// <summary>Whether an organisation sees the same with each of these roles. Then it is asked once.</summary>
    public bool RolesSeeTheSame { get; init; }

    /// <summary>
    /// The organisations that see more of these things than strangers do, or that may. One too many costs a query, and one too few is an
    /// error that a property test finds. By default none: everybody sees the same.
    /// </summary>
    public Func<IReader, IReadOnlyList<Guid>, Task<IReadOnlyList<Named>>>? NamedAsync { get; init; }

    /// <summary>The replies of the GET.</summary>
    public required Replies Replies { get; init; }

    /// <summary>All things after a number, in sequence, at most a given count.</summary>
    public required Func<IReader, long, int, Task<IReadOnlyList<Numbered>>> AllAsync { get; init; }

    /// <summary>
    /// The same for things whose reply or audience may change with the business date alone. They are compared after each change of it. Null
    /// if there are none.
    /// </summary>
    public Func<IReader, long, int, Task<IReadOnlyList<Numbered>>>? DatedAsync { get; init; }

    /// <summary>The things of this kind whose reply or audience may change when things of another kind change.</summary>
    public IReadOnlyDictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>> RestsOn { get; init; } =
        new Dictionary<string, Func<IReader, IReadOnlyList<string>, Task<IReadOnlyList<Numbered>>>>();

    /// <summary>Reads things one by one, as the GET does.</summary>
    public static Replies Each<T>(Func<IReader, Guid, Act, Task<T?>> find, Func<T, string> path) where T : class, IVersioned =>
        EachCode((reader, id, act) => find(reader, Guid.Parse(id), act), path) with { Key = "id" };

    /// <summary>Reads things that have a code one by one, as the GET does.</summary>
    public static Replies EachCode<T>(Func<IReader, string, Act, Task<T?>> find, Func<T, string> path) where T : class, IVersioned =>
        new(typeof(T), async (reader, ids, act) =>
        {
            var seen = new List<Seen>(ids.Count);
            foreach (var id in ids)
            {
                if (await find(reader, id, act) is { } thing) seen.Add(new Seen(id, thing.Version, path(thing), thing));
            }
            return seen;
        })
        {
            Key = "code",
        };
}

/// <summary>The replies of a GET. A list with items of their type knows when each item changed.</summary>
/// <param name="Of">Their type.</param>
/// <param name="ReadAsync">What a GET of each of these things gives this caller now; things that it may not see are left out.</param>
public sealed record Replies(Type Of, Func<IReader, IReadOnlyList<string>, Act, Task<IReadOnlyList<Seen>>> ReadAsync)
{
    /// <summary>The column by which the feed knows a thing: <c>id</c> or <c>code</c>.</summary>
    public string Key { get; init; } = "id";
}

/// <summary>An organisation that a thing names.</summary>
public sealed record Named
{
    public Guid Id { get; init; }
    public string Organisation { get; init; } = "";
}

/// <summary>A thing and its place in the sequence. It has an id or a code.</summary>
public sealed record Numbered
{
    public long Seq { get; init; }
    public Guid Id { get; init; }
    public string? Code { get; init; }

    internal string Key => Code ?? Id.ToString();
}

/// <summary>A thing as one caller sees it.</summary>
/// <param name="Id">Its identity, as the audit has it.</param>
/// <param name="Version">Its version.</param>
/// <param name="Path">Its path below <c>/&lt;service&gt;/v1/</c>.</param>
/// <param name="Reply">What the GET gives.</param>
public sealed record Seen(string Id, int Version, string Path, object Reply);
