using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Caching.Memory;

namespace Gateway.Portal;

/// <summary>
/// Keeps what a sign-in gave, tokens included, in the memory of the gateway. The browser has a random key of it in a cookie and nothing
/// else. A session ends with its access token, by signing out, and when the gateway restarts.
/// </summary>
internal sealed class Sessions : ITicketStore, IDisposable
{
    private const int Most = 50_000;
    private const int Bytes = 32;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        Keep(key, ticket);
        return Task.FromResult(key);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        Keep(key, ticket);
        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(kept.Get<AuthenticationTicket>(key));

    public Task RemoveAsync(string key)
    {
        kept.Remove(key);
        return Task.CompletedTask;
    }

    public void Dispose() => kept.Dispose();

    private void Keep(string key, AuthenticationTicket ticket) => kept.Set(key, ticket, new MemoryCacheEntryOptions
    {
        Size = 1,
        AbsoluteExpiration = ticket.Properties.ExpiresUtc ?? DateTimeOffset.UtcNow + Longest,
    });
}
