using System.Collections.Concurrent;
using System.Security.Cryptography;
using VocationalPlatform.Client;

namespace Partner;

/// <summary>Receives webhooks: checks the signature, drops what it has handled, and answers at once.</summary>
internal sealed class Receiver
{
    private readonly ConcurrentDictionary<string, ChangeEvent> handled = [];
    private readonly WebhookVerifier verifier;

    public Receiver() => verifier = new WebhookVerifier(Secret);

    /// <summary>Made here and given to the platform. A real system keeps it with its other secrets.</summary>
    public string Secret { get; } = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public void Map(WebApplication app, string path) => app.MapPost(path, ReceiveAsync);

    /// <summary>Whether the platform told of a thing at this version or a later one.</summary>
    public bool WasTold(Guid id, int version) =>
        handled.Values.Any(change => change.Thingid == $"{id}" && change.Version >= version);

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var (id, headers) = ($"{request.Headers["webhook-id"]}", request.Headers);
        if (!verifier.TryRead(id, headers["webhook-timestamp"], headers["webhook-signature"], body.ToArray(), out var change))
        {
            return Results.BadRequest();
        }
        handled.TryAdd(id, change);
        return Results.NoContent();
    }
}
