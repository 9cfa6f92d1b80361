using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Testing;

/// <summary>A client that begins a body and sends no more of it, as one does whose network has gone.</summary>
public static class StalledBody
{
    /// <summary>How long such a client is waited for in tests: the least that the server lets one set is above a second.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>The whole of the reply that it gets.</summary>
    public static async Task<string> PostAsync(Uri server, string path, string token, CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: "
                    + $"application/json\r\nContent-Length: 100\r\n\r\n{{"),
            ct);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(ct);
    }
}
