using System.Security.Cryptography;
using Kernel.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Imports;

/// <summary>Stores an upload as it arrives, in chunks, each in a short transaction of its own.</summary>
/// <remarks>The database is the one place that every process of the service has, also after one of them was killed.</remarks>
internal sealed class Upload(IServiceScopeFactory scopes, Guid job) : IDisposable
{
    private const int ChunkSize = 256 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] chunk = new byte[ChunkSize];
    private int filled;
    private int number;

    public long Bytes { get; private set; }

    /// <summary>The number of line breaks, and one more if the last line has none.</summary>
    public long Lines { get; private set; }

    public string Hash => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>Reads the first chunk, or the whole of a shorter upload.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadFirstAsync(Stream body, CancellationToken ct)
    {
        filled = await body.ReadAtLeastAsync(chunk, ChunkSize, throwOnEndOfStream: false, ct);
        return chunk.AsMemory(0, filled);
    }

    /// <summary>Stores the first chunk and all that follow.</summary>
    public async Task StoreAsync(Stream body, CancellationToken ct)
    {
        var last = (byte)'\n';
        while (filled > 0)
        {
            hash.AppendData(chunk, 0, filled);
            Bytes += filled;
            Lines += chunk.AsSpan(0, filled).Count((byte)'\n');
            last = chunk[filled - 1];
            await StoreAsync(filled == ChunkSize ? chunk : chunk[..filled]);
            filled = filled < ChunkSize ? 0 : await body.ReadAtLeastAsync(chunk, ChunkSize, throwOnEndOfStream: false, ct);
        }
        if (last != (byte)'\n') Lines++;
        chunk = [];
    }

    private async Task StoreAsync(byte[] bytes)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => work.ExecuteAsync(
            "INSERT INTO $schema.import_chunk (job_id, number, bytes) VALUES (@job, @number, @bytes)", new { job, number, bytes }));
        number++;
    }

    public void Dispose() => hash.Dispose();
}

/// <summary>A stored upload, read chunk by chunk.</summary>
internal sealed class StoredUpload(Db db, Guid job) : Stream
{
    private ReadOnlyMemory<byte> rest;
    private int number;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (rest.IsEmpty)
        {
            rest = await db.FindAsync<byte[]>(
                "SELECT bytes FROM $schema.import_chunk WHERE job_id = @job AND number = @number", new { job, number }, cancellationToken);
            number++;
        }
        var read = Math.Min(rest.Length, buffer.Length);
        rest[..read].CopyTo(buffer);
        rest = rest[read..];
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read without blocking.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
