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
        using var clients = typeof(LocalClients).Assembly.GetManifestResourceStream("clients.json")!;
        using var people = typeof(LocalClients).Assembly.GetManifestResourceStream("people.json")!;
        return new ConfigurationBuilder().AddJsonStream(clients).AddJsonStream(people).Build();
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
        RedirectUris = section.GetSection(nameof(LocalClient.RedirectUris)).Get<Uri[]>() ?? [],
    };

    private static string Required(IConfigurationSection section, string name) =>
        section[name] is { Length: > 0 } value ? value : throw new InvalidOperationException($"{section.Path}:{name} is not set.");
}
