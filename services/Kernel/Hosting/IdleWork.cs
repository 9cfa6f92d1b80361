using System.Diagnostics;

namespace Kernel.Hosting;

/// <summary>Repeated work that mostly finds nothing, such as a look at an empty outbox.</summary>
/// <remarks>It leaves a span only if it is slow or fails.</remarks>
internal static class IdleWork
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private static readonly AsyncLocal<bool> Idle = new();

    /// <summary>True inside such work; its statements leave no spans.</summary>
    public static bool IsGoingOn => Idle.Value;

    public static async Task<T> RunAsync<T>(string name, Func<Task<T>> body)
    {
        var began = Stopwatch.GetTimestamp();
        Idle.Value = true;
        try
        {
            var result = await body();
            if (Stopwatch.GetElapsedTime(began) > Slow) Record(name, began, null);
            return result;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Record(name, began, error);
            throw;
        }
    }

    private static void Record(string name, long began, Exception? error)
    {
        var startTime = DateTimeOffset.UtcNow - Stopwatch.GetElapsedTime(began);
        using var span = Telemetry.Source.StartActivity(ActivityKind.Internal, startTime: startTime, name: name);
        if (error is not null) span?.SetStatus(ActivityStatusCode.Error, error.Message);
    }
}
