using System.Net;
using Testing;
using VocationalPlatform.Client;

namespace Platform.Tests;

/// <summary>How partners are told to act: a request that is "not yet known" is repeated, and one that got no answer is repeated under its
/// key.</summary>
internal static class Partner
{
    private static readonly int[] NoAnswer =
        [(int)HttpStatusCode.BadGateway, (int)HttpStatusCode.ServiceUnavailable, (int)HttpStatusCode.GatewayTimeout];

    /// <summary>A write that waits for news of another service, and passes.</summary>
    /// <param name="write">Sends it under a key.</param>
    public static Task<T> WhenKnownAsync<T>(Func<string, Task<T>> write) where T : class => UntilAnsweredAsync(write, IsNotYetKnown);

    /// <summary>A write that outlives crashes of whoever is to answer it.</summary>
    /// <param name="write">Sends it under a key.</param>
    public static Task<T> UntilAcknowledgedAsync<T>(Func<string, Task<T>> write) where T : class =>
        UntilAnsweredAsync(write, error => IsNotYetKnown(error) || IsNoAnswer(error) || error is HttpRequestException
            or TaskCanceledException);

    /// <summary>A read that outlives crashes of whoever is to answer it: the gateway rests a service that timed out.</summary>
    public static Task<T> UntilReadAsync<T>(Func<Task<T>> read) where T : class => UntilAnsweredAsync(_ => read(), IsNoAnswer);

    private static Task<T> UntilAnsweredAsync<T>(Func<string, Task<T>> send, Func<Exception, bool> isRepeated) where T : class
    {
        var key = Guid.NewGuid().ToString();
        var last = "no answer";
        return Eventually.GetAsync(async () =>
        {
            try
            {
                return await send(key);
            }
            catch (Exception error) when (isRepeated(error))
            {
                last = error.Message;
                return null;
            }
        }, () => $"{typeof(T).Name}: {last}");
    }

    private static bool IsNotYetKnown(Exception error) =>
        error is ApiException { StatusCode: (int)HttpStatusCode.Conflict, RetryAfter: not null };

    private static bool IsNoAnswer(Exception error) => error is ApiException failed && NoAnswer.Contains(failed.StatusCode);
}
