using System.Net;
using System.Runtime.CompilerServices;

namespace VocationalPlatform.Client;

/// <summary>Some changes, in their order. Store <see cref="Cursor"/> together with what you made of them.</summary>
/// <param name="Events">The changes; none if nothing changed while the platform waited.</param>
/// <param name="Cursor">Where to go on, also after a restart.</param>
/// <param name="BeginsSnapshot">A snapshot begins with this page: all that you see now. Mark what you hold as not seen.</param>
/// <param name="EndsSnapshot">The snapshot is complete after this page. Delete what it did not have: you no longer see it.</param>
public sealed record ChangePage(IReadOnlyList<ChangeEvent> Events, string Cursor, bool BeginsSnapshot, bool EndsSnapshot);

/// <summary>Follows the changes of what you see at one service: first a snapshot, then each change.</summary>
/// <param name="http">A client with your token, such as one of <see cref="PlatformHttp"/>.</param>
/// <param name="service">The service, such as <c>enrollment</c>.</param>
public sealed class ChangeFeed(HttpClient http, string service)
{
    private const string Start = "start";
    private const int MostEvents = 200;
    private const int MostSeconds = 20;

    /// <summary>Reads on and on, until you stop. While nothing changes, there is an empty page every 20 seconds.</summary>
    /// <param name="after">The cursor of the last page that you have stored; left out for a snapshot.</param>
    /// <param name="kind">Only things of this kind, such as <c>learner</c>.</param>
    /// <param name="ct">Stops reading.</param>
    /// <remarks>If a cursor is too old (410), a new snapshot begins.</remarks>
    /// <exception cref="ApiException">The platform refused.</exception>
    public async IAsyncEnumerable<ChangePage> ReadAsync(
        string? after = null, string? kind = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        after ??= Start;
        for (var isSnapshot = false; ;)
        {
            var begins = after == Start;
            isSnapshot |= begins;
            using var reply = await http.GetAsync(AddressOf(after, kind, isSnapshot ? 0 : MostSeconds), ct).ConfigureAwait(false);
            if (reply.StatusCode == HttpStatusCode.Gone && !begins)
            {
                after = Start;
                continue;
            }
            var headers = Headers.Of(reply);
            var text = await reply.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
            if (!reply.IsSuccessStatusCode) throw ApiException.Of((int)reply.StatusCode, text, headers);

            var events = ApiJson.Read<IReadOnlyList<ChangeEvent>>(text, (int)reply.StatusCode, headers);
            after = Headers.NextOf(headers, "after")
                ?? throw new ApiException("The feed does not say where to go on.", (int)reply.StatusCode, text, headers, null);
            // A page of a snapshot may have room left. One without an event, and without waiting, comes behind its end alone.
            var ends = isSnapshot && events.Count == 0;
            yield return new ChangePage(events, after, begins, ends);
            isSnapshot &= !ends;
        }
    }

    private Uri AddressOf(string after, string? kind, int wait) => new(
        FormattableString.Invariant($"/{service}/v1/changes?after={Uri.EscapeDataString(after)}&limit={MostEvents}&wait={wait}")
            + (kind is null ? "" : $"&kind={Uri.EscapeDataString(kind)}"),
        UriKind.Relative);
}
