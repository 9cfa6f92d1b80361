using Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kernel.Messaging;

/// <summary>
/// Controls whether the service takes messages. It takes none while its database cannot be written, and resumes by itself.
/// </summary>
internal sealed class Intake(
    IServiceScopeFactory scopes, MessagingOptions options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Intake> log)
{
    // As long as a message, because a full file system may still have room for a few bytes.
    private static readonly string Filler = new('.', 4000);

    private readonly Lock closing = new();
    private volatile Pause? pause;

    /// <summary>Null while messages are taken.</summary>
    public Pause? Paused => pause;

    /// <summary>Stops taking messages until the database can be written again.</summary>
    public void Close(Exception why)
    {
        lock (closing)
        {
            if (pause is not null) return;
            pause = new Pause(clock.GetUtcNow());
        }
        log.LogError(why, "The database cannot be written: no message is taken until it can");
        _ = ReopenAsync(pause);
    }

    /// <returns>False if the time is up, or the process stops, before messages are taken again.</returns>
    public async Task<bool> WaitUntilOpenAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (pause is not { } waitFor) return true;
        try
        {
            return await waitFor.HasEnded.Task.WaitAsync(atMost, ct);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Writes a row, and throws on a failure.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var beat = new { now = clock.GetUtcNow(), filler = Filler };
        await work.RunAsync(
            async () =>
            {
                if (await work.ExecuteAsync("UPDATE $schema.heartbeat SET beat_at = @now, filler = @filler WHERE id = 1", beat) > 0) return;
                await work.TryInsertAsync("INSERT INTO $schema.heartbeat (id, beat_at, filler) VALUES (1, @now, @filler)", beat);
            },
            ct);
    }

    private async Task ReopenAsync(Pause ends)
    {
        var stopping = lifetime.ApplicationStopping;
        while (!stopping.IsCancellationRequested && !await CanWriteAsync(stopping))
        {
            await Task.Delay(options.ProbeInterval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        pause = null;
        ends.HasEnded.TrySetResult(!stopping.IsCancellationRequested);
        log.LogWarning("Messages are taken again, after {Pause}", clock.GetUtcNow() - ends.Since);
    }

    private async Task<bool> CanWriteAsync(CancellationToken ct)
    {
        try
        {
            await WriteAsync(ct);
            return true;
        }
        catch (Exception error)
        {
            log.LogDebug(error, "The database cannot be written yet");
            return false;
        }
    }

    /// <param name="Since">The moment from which the database could not be written.</param>
    internal sealed record Pause(DateTimeOffset Since)
    {
        /// <summary>True at the end of the pause, and false if the process stops before.</summary>
        public TaskCompletionSource<bool> HasEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
