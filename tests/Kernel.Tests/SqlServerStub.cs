using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kernel.Tests;

/// <summary>As much of SQL Server as the driver needs to open a connection, which breaks at the first statement.</summary>
internal sealed class SqlServerStub : IDisposable
{
    private const byte Reply = 0x04, Login = 0x10, Handshake = 0x12;

    private static readonly byte[] ToHandshake =
    [
        0, 0, 16, 0, 6, // VERSION
        1, 0, 22, 0, 1, // ENCRYPTION
        4, 0, 23, 0, 1, // MARS
        0xFF,
        16, 0, 0, 0, 0, 0,
        2, // not supported
        0,
    ];

    private static readonly byte[] ToLogin =
    [
        0xAD, 20, 0, 1, 0x74, 0, 0, 4, 5, .. Encoding.Unicode.GetBytes("SQL S"), 16, 0, 0, 0, // LOGINACK
        0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // DONE
    ];

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public SqlServerStub()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public string ConnectionString =>
        $"Server=tcp:127.0.0.1,{((IPEndPoint)listener.LocalEndpoint).Port};User "
            + $"Id=shelf;Password=none;Encrypt=Optional;ConnectRetryCount=0;Connect Timeout=2";

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync());
    }

    private static async Task ServeAsync(TcpClient client)
    {
        using var connected = client;
        var stream = client.GetStream();
        while (await ReadAsync(stream) is { } type && (type == Handshake ? ToHandshake : type == Login ? ToLogin : null) is { } answer)
        {
            var packet = new byte[8 + answer.Length];
            (packet[0], packet[1]) = (Reply, 1);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
            answer.CopyTo(packet, 8);
            await stream.WriteAsync(packet);
        }
    }

    private static async Task<byte?> ReadAsync(NetworkStream stream)
    {
        var header = new byte[8];
        if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false) < header.Length) return null;
        await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - header.Length]);
        return header[0];
    }
}
