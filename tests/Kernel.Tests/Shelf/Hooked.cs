using System.Net;
using System.Text.Json;
using Kernel.Hosting;
using Testing;

namespace Kernel.Tests.Shelf;

/// <summary>A shelf whose books are told to a receiver.</summary>
internal sealed class Hooked : IAsyncDisposable
{
    private Hooked(ShelfApp shelf, WebhookReceiver receiver, HashSet<string> ended) =>
        (Shelf, Receiver, Bpc, Ended) = (shelf, receiver, shelf.As("bpc", "registrar"), ended);

    public ShelfApp Shelf { get; }

    public WebhookReceiver Receiver { get; }

    /// <summary>A client of the organisation that has the webhook.</summary>
    public HttpClient Bpc { get; }

    public string Hooks => $"/{Shelf.Setup.Name}/v1/webhooks";

    /// <summary>Organisations that have ended.</summary>
    public HashSet<string> Ended { get; }

    public static async Task<Hooked> StartAsync(Engine engine = Engine.Sqlite, params (string Key, string Value)[] settings)
    {
        var ended = new HashSet<string>();
        return new Hooked(await ShelfApp.StartAsync(Setup(engine, ended, settings)), await WebhookReceiver.StartAsync(), ended);
    }

    public static ShelfSetup Setup(Engine engine, params (string Key, string Value)[] settings) => Setup(engine, [], settings);

    private static ShelfSetup Setup(Engine engine, HashSet<string> ended, (string Key, string Value)[] settings) => new()
    {
        Engine = engine,
        Add = builder => builder.AddChanges(
            [BookChanges.Kind], (_, codes) => Task.FromResult<IReadOnlyList<string>>([.. codes.Where(ended.Contains)])),
        Settings = new Dictionary<string, string?>
        {
            ["Webhooks:AllowLocal"] = "true",
            ["Webhooks:FirstRetry"] = "00:00:00.020",
            ["Webhooks:LongestRetry"] = "00:00:00.050",
            ["Webhooks:PollInterval"] = "00:00:00.020",
        }.Concat(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).GroupBy(one => one.Key)
            .ToDictionary(one => one.Key, one => one.Last().Value),
    };

    /// <summary>Subscribes, and gives the reply.</summary>
    public Task<JsonElement> SubscribeAsync(HttpClient? client = null, string? address = null, string? secret = null) =>
        (client ?? Bpc).PostAsync(Hooks, new { address = address ?? Receiver.Url, secret }).BodyAsync(HttpStatusCode.Created);

    /// <summary>Adds a book of the owner, or changes it.</summary>
    public Task WriteAsync(Guid id, string title, int version = 1, string owner = "bpc") =>
        Shelf.WorkAsync((_, work) => BookChanges.WriteAsync(work, id, owner, title, version));

    public async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(JsonElement hook, string query = "") =>
    [
        .. (await Bpc.GetAsync(new Uri($"{Hooks}/{hook.Text("id")}/deliveries{query}", UriKind.Relative)).BodyAsync())
            .GetProperty("items").EnumerateArray(),
    ];

    public async Task<JsonElement> GetAsync(JsonElement hook) =>
        await Bpc.GetAsync(new Uri($"{Hooks}/{hook.Text("id")}", UriKind.Relative)).BodyAsync();

    public Task<HttpResponseMessage> PostAsync(JsonElement hook, string action, object? body = null) =>
        Bpc.PostAsync($"{Hooks}/{hook.Text("id")}/{action}", body ?? new { });

    public Task IsInStateAsync(JsonElement hook, string state) =>
        Eventually.EqualAsync(state, async () => (await GetAsync(hook)).Text("state"));

    public Task AreAsync(JsonElement hook, string state, int count) =>
        Eventually.EqualAsync(count, async () => (await DeliveriesAsync(hook, $"?state={state}")).Count);

    public async ValueTask DisposeAsync()
    {
        Bpc.Dispose();
        await Shelf.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
