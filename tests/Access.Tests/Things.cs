using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using Contracts.IndustryPartnership;
using Kernel.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Testing;
using VocationalPlatform.Client;

namespace Access.Tests;

/// <summary>A service that runs, its table, and for each row a recipe that makes what the row is about.</summary>
public abstract partial class Things(string service, string schema, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    : IAsyncLifetime
{
    /// <summary>Within every period that the recipes use.</summary>
    public static readonly DateOnly Day = new(2026, 9, 1);

    /// <summary>The organisations that each service knows, one of each kind at least.</summary>
    public static readonly IReadOnlyList<(string Code, string Kind)> Organisations =
    [
        ("bjedu", OrganisationKind.Authority), ("bpc", OrganisationKind.VocationalCollege), ("ncut", OrganisationKind.University), (
            "shougang-it", OrganisationKind.University),
        ("no-9-school", OrganisationKind.SecondarySchool), ("dji", OrganisationKind.Enterprise), ("huace", OrganisationKind.Enterprise), (
            "evaluator", OrganisationKind.EvaluationOrganisation),
    ];

    /// <summary>Whom nothing is about.</summary>
    public const string Stranger = "person-2";

    private readonly AsyncLocal<string?> person = new();
    private readonly ConcurrentDictionary<(string? Org, string Role, string? Person), string> tokens = new();
    private readonly ConcurrentDictionary<string, HttpClient> callers = new();
    private HttpClient client = null!;
    private Examples? examples;
    private int made;

    public string Service => service;

    public string Schema => schema;

    public ServiceApp App { get; private set; } = null!;

    public IReadOnlyList<Operation> Operations { get; private set; } = [];

    public Snapshot Database { get; private set; } = null!;

    public abstract Table Table { get; }

    /// <summary>The operations that take requests without a token, each for a reason that is written where it is named.</summary>
    public virtual IReadOnlyList<string> Anonymous { get; } = [];

    /// <summary>Their paths.</summary>
    public virtual IReadOnlyList<string> AnonymousPaths { get; } = [];

    /// <summary>By the row's name, or the operation's where one recipe is enough for all of its rows.</summary>
    protected abstract IReadOnlyDictionary<string, Func<Task<Thing>>> Recipes { get; }

    /// <summary>An event that the service takes, but cannot read.</summary>
    protected abstract object Unreadable { get; }

    /// <summary>The person of the thing that is being made: a new one each time, since a person has one training at a time (D38).</summary>
    protected string Person => person.Value ?? throw new InvalidOperationException("Nothing is being made.");

    public Task<ServiceApp> StartAnotherAsync(string authority) => ServiceApp.StartAsync(Engine.Sqlite, service, add, map, Day, authority);

    public async ValueTask InitializeAsync()
    {
        App = await ServiceApp.StartAsync(Engine.Sqlite, service, AddImpatiently, map, Day);
        client = App.With(null);
        Database = new Snapshot(Path.Combine(App.Services.GetRequiredService<IConfiguration>()["Sqlite:Folder"]!, $"{schema}.db"));
        Operations = await Operation.ReadAsync(App, service);
        await SetUpAsync();
    }

    /// <summary>What is recorded of its operations for their document.</summary>
    public Examples Examples => examples ??= new(service);

    public async ValueTask DisposeAsync()
    {
        await Examples.WriteAsync();
        Database.Dispose();
        client.Dispose();
        foreach (var caller in callers.Values) caller.Dispose();
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public Operation OperationOf(Row row) => Operations.Single(operation => operation.Id == row.Operation);

    public async Task<Thing> MakeAsync(Row row)
    {
        if (!Recipes.TryGetValue(row.Name, out var recipe) && !Recipes.TryGetValue(row.Operation, out recipe))
        {
            throw new InvalidOperationException(
                $"{GetType().Name} has no recipe for {row.Name}: add one that makes the thing it is about.");
        }
        // Seen by the recipe alone, and by what it calls.
        person.Value = $"person-of-{Next()}";
        return await recipe() with { Person = Person };
    }

    /// <summary>Who calls: learners and mentors are persons, others are not.</summary>
    public string Token(string? org, string role, string? person)
    {
        var caller = (Org: org, Role: role, Person: role is Roles.Learner or Roles.Mentor ? person : null);
        return tokens.GetOrAdd(caller, _ => App.Mint(issuer =>
            issuer.Token(org, role == Table.NoRole ? [] : [role], person: caller.Person, clientId: $"{org}-{role}")));
    }

    /// <summary>What a client gets that sends only the beginning of a body.</summary>
    public Task<string> StallAsync(Row row, Thing thing, CancellationToken ct)
    {
        var request = thing.To(OperationOf(row), null);
        return StalledBody.PostAsync(client.BaseAddress!, request.Path, Token(thing.Own ?? row.Own, row.Doer!, thing.Person), ct);
    }

    public async Task<Reply> SendAsync(Request request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(request.Path, UriKind.Relative));
        if (request.Token is not null) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", request.Token);
        if (request.IfMatch is not null) message.Headers.TryAddWithoutValidation("If-Match", request.IfMatch);
        if (request.Accept is not null) message.Headers.Add("Accept", request.Accept);
        if (request.Key is not null) message.Headers.Add("Idempotency-Key", request.Key);
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            // A body that is too large is refused by its length, before it is sent.
            message.Headers.ExpectContinue = request.Body.Length > 1024 * 1024;
            if (request.MediaType is not null) message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.MediaType);
        }
        using var reply = await client.SendAsync(message);
        var headers = reply.Headers.Concat(reply.Content.Headers).Where(header => header.Key is not ("Date"
            or "Trace-Id")).OrderBy(header => header.Key, StringComparer.Ordinal);
        return new Reply(
            (int)reply.StatusCode,
            reply.Content.Headers.ContentType?.MediaType,
            string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")),
            await reply.Content.ReadAsStringAsync(),
            reply.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null);
    }

    // A body that stalls is given up in seconds.
    private void AddImpatiently(WebApplicationBuilder builder)
    {
        // Imports are taken, and wait: nothing changes between two looks at the tables.
        builder.Configuration["Imports:Concurrency"] = "0";
        builder.Configuration["Webhooks:Concurrency"] = "0";
        builder.Configuration["Webhooks:PerOrganisation"] = builder.Configuration["Webhooks:TestsPerHour"] = "1000000";
        builder.Configuration["Imports:OpenPerClient"] = builder.Configuration["Imports:PerHour"] = "1000000";
        add(builder);
        // What a sweep or the sequencer of changes does in the meantime is no effect of a request.
        builder.Services.RemoveAll<Sweep>();
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType?.Name == "ChangeSequencer"));
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, StalledBody.Grace));
    }

    protected abstract Task SetUpAsync();

    /// <summary>A number that no other thing of this run has.</summary>
    protected int Next() => Interlocked.Increment(ref made);

    /// <summary>For a typed client of a recipe's own; a learner or a mentor is the person of the thing that is being made.</summary>
    protected HttpClient As(string org, string role) => callers.GetOrAdd(Token(org, role, person.Value), token => App.With(token));

    /// <summary>What a service is told of organisations that hears of them from another one.</summary>
    protected async Task DeliverOrganisationsAsync()
    {
        foreach (var (code, kind) in Organisations)
        {
            var organisation = new OrganisationV1 { Code = code, Name = code, Kind = kind, State = "verified", Units = [], Version = 1 };
            await App.DeliverAsync(new OrganisationVerifiedV1 { OccurredAt = DateTimeOffset.UnixEpoch, Organisation = organisation });
        }
    }

    /// <summary>The recipes of what every service has.</summary>
    protected Dictionary<string, Func<Task<Thing>>> With(Dictionary<string, Func<Task<Thing>>> own)
    {
        own["ListParkedMessages"] = async () => new Thing { Listed = await ParkAsync() };
        own["ListChanges"] = () => Task.FromResult(new Thing());
        own["GetParkedMessage"] = own["ReplayParkedMessage"] = async () => new Thing(await ParkAsync());
        AddImports(own);
        AddWebhooks(own, "", "bpc", Roles.Registrar);
        AddWebhooks(own, " (enterprise)", "dji", Roles.InternshipManager);
        own["DiscardParkedMessage"] = async () => new Thing(await ParkAsync()) { Body = new { reason = "Not wanted." } };
        return own;
    }

    /// <summary>Adds the recipes of the service's imports.</summary>
    protected abstract void AddImports(Dictionary<string, Func<Task<Thing>>> own);

    /// <summary>The recipes of imports of a kind of row.</summary>
    /// <param name="own">Where they are added.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="org">Who sends them.</param>
    /// <param name="role">The role that sends them.</param>
    /// <param name="columns">The columns that each row has.</param>
    /// <param name="variant">What stands behind the name of the operation.</param>
    protected void AddImports(
        Dictionary<string, Func<Task<Thing>>> own, string kind, string org, string role, string columns, string variant = "")
    {
        string Upload() => $"{columns}\n{Next()}{new string(',', columns.Count(letter => letter == ','))}";
        async Task<string> SentAsync()
        {
            using var reply = await As(org, role).ImportAsync($"/{service}/v1", kind, Upload());
            return (await reply.BodyAsync(System.Net.HttpStatusCode.Accepted)).Text("id");
        }
        own["StartImport" + variant] = () => Task.FromResult(new Thing { Query = $"?kind={kind}", Upload = Upload() });
        own["ListImports" + variant] = async () => new Thing { Listed = await SentAsync(), Query = "?limit=200" };
        foreach (var name in new[] { "GetImport", "GetImportReport", "CancelImport" })
        {
            own[name + variant] = async () => new Thing(await SentAsync());
        }
    }

    private async Task<string> ParkAsync()
    {
        var id = Guid.NewGuid();
        await App.ParkAsync(Unreadable, id);
        return (await App.Db.QueryAsync<Guid>("SELECT id FROM $schema.parked WHERE message_id = @id", new { id })).Single().ToString();
    }
}

/// <summary>What a request is about.</summary>
/// <param name="Ids">The values of its path's parameters, in their order.</param>
public sealed record Thing(params string[] Ids)
{
    public Thing(Guid id, params Guid[] more) : this([$"{id}", .. more.Select(other => $"{other}")]) { }

    /// <summary>Who it is about, where it is about a person: the learner, the teacher or the mentor of the own organisation.</summary>
    public string Person { get; init; } = "";

    /// <summary>A body with which the request passes.</summary>
    public object? Body { get; init; }

    /// <summary>The version that it is at, where the request changes it in place.</summary>
    public int? Version { get; init; }

    /// <summary>The own organisation, where the thing has one that was made for it.</summary>
    public string? Own { get; init; }

    /// <summary>What a list of such things shows of it.</summary>
    public string? Listed { get; init; }

    public string Query { get; init; } = "";

    /// <summary>A CSV with which the request passes.</summary>
    public string? Upload { get; init; }

    /// <summary>The member of the reply that a repeated request does not get again, such as a secret.</summary>
    public string? ShownOnce { get; init; }

    /// <summary>Whether the request only tells something, so that there is nothing to audit.</summary>
    public bool ChangesNothing { get; init; }

    public Request To(Operation operation, string? token) => new(operation.Method, At(operation, Ids) + Query)
    {
        Token = token,
        Body = Upload ?? (Body is null ? null : JsonSerializer.Serialize(Body, ApiJson.Options)),
        MediaType = Upload is null ? "application/json" : Uploads.Csv,
        IfMatch = Version is null ? null : $"\"{Version}\"",
    };

    public static string At(Operation operation, IReadOnlyList<string> ids)
    {
        var next = 0;
        return string.Join('/', operation.Path.Split('/')
            .Select(segment => segment.StartsWith('{') ? Uri.EscapeDataString(ids[next++]) : segment));
    }

    public JsonObject BodyNode() => JsonSerializer.SerializeToNode(Body, ApiJson.Options)!.AsObject();
}

public sealed record Request(string Method, string Path)
{
    public string? Token { get; init; }

    public string? Body { get; init; }

    public string? MediaType { get; init; } = "application/json";

    public string? IfMatch { get; init; }

    public string? Accept { get; init; }

    public string? Key { get; init; }
}

/// <summary>All of a reply that two callers could compare.</summary>
public sealed record Reply(int Status, string? MediaType, string Headers, string Body, string? Next);
