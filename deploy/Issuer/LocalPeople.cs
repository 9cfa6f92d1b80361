namespace Issuer;

/// <summary>Somebody who may sign in here, without a password: for local use only.</summary>
public sealed record LocalPerson
{
    public required string Id { get; init; }

    /// <summary>Who it is, in English.</summary>
    public required string Label { get; init; }

    /// <summary>Who it is, in Chinese.</summary>
    public required string LabelZh { get; init; }

    /// <summary>The code of the organisation that the person acts for, if any.</summary>
    public string? Org { get; init; }

    /// <summary>The opaque id of a learner, mentor or panel member.</summary>
    public string? Person { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];
}

/// <summary>All people of the local issuer: those it carries (people.json), overridden and extended by
/// <c>Issuer:People:&lt;id&gt;</c>, in the order of their ids.</summary>
public sealed class LocalPeople(IConfiguration configuration)
{
    public IReadOnlyList<LocalPerson> All { get; } = [.. configuration.GetSection("Issuer:People").GetChildren().Select(Read)];

    public LocalPerson? Find(string? id) => All.FirstOrDefault(person => person.Id == id);

    private static LocalPerson Read(IConfigurationSection section) => new()
    {
        Id = section.Key,
        Label = section[nameof(LocalPerson.Label)] ?? section.Key,
        LabelZh = section[nameof(LocalPerson.LabelZh)] ?? section[nameof(LocalPerson.Label)] ?? section.Key,
        Org = section[nameof(LocalPerson.Org)],
        Person = section[nameof(LocalPerson.Person)],
        Roles = section.GetSection(nameof(LocalPerson.Roles)).Get<string[]>() ?? [],
    };
}
