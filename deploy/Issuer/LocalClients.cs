namespace Issuer;

/// <summary>All clients of the local issuer: those it carries (clients.json), overridden and extended by
/// <c>Issuer:Clients:&lt;id&gt;</c>.</summary>
public sealed class LocalClients(IConfiguration configuration)
{
    public IReadOnlyList<LocalClient> All { get; } =
        [.. configuration.GetSection("Issuer:Clients").GetChildren().Select(Read)];

    public LocalClient? Find(string? id) => All.FirstOrDefault(client => client.Id == id);

    internal static IConfiguration Embedded()
    {
        using var json = typeof(LocalClients).Assembly.GetManifestResourceStream("clients.json")!;
        return new ConfigurationBuilder().AddJsonStream(json).Build();
    }

    private static LocalClient Read(IConfigurationSection section) => new()
    {
        Id = section.Key,
        Secret = Required(section, nameof(LocalClient.Secret)),
        Label = section[nameof(LocalClient.Label)] ?? section.Key,
        Org = section[nameof(LocalClient.Org)],
        Person = section[nameof(LocalClient.Person)],
        Roles = section.GetSection(nameof(LocalClient.Roles)).Get<string[]>() ?? [],
        Scopes = section.GetSection(nameof(LocalClient.Scopes)).Get<string[]>() ?? [],
    };

    private static string Required(IConfigurationSection section, string name) =>
        section[name] is { Length: > 0 } value ? value : throw new InvalidOperationException($"{section.Path}:{name} is not set.");
}
