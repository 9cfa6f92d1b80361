using System.Diagnostics;

namespace Testing;

/// <summary>Waits for a condition instead of for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <exception cref="TimeoutException">It did not come true in three minutes.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string>? describe = null)
    {
        for (var watch = Stopwatch.StartNew(); !await condition();)
        {
            if (watch.Elapsed > Limit)
            {
                throw new TimeoutException($"It did not come true in {Limit.TotalSeconds:0} s. {describe?.Invoke()}");
            }
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until a value is the expected one.</summary>
    /// <exception cref="TimeoutException">It did not become so in three minutes; the message has its last value.</exception>
    public static async Task EqualAsync<T>(T expected, Func<Task<T>> actual)
    {
        T? seen = default;
        await TrueAsync(
            async () => EqualityComparer<T>.Default.Equals(expected, seen = await actual()), () => $"Expected {expected}, seen {seen}.");
    }

    /// <inheritdoc cref="EqualAsync{T}(T, Func{Task{T}})"/>
    public static Task EqualAsync<T>(T expected, Func<T> actual) => EqualAsync(expected, () => Task.FromResult(actual()));

    /// <summary>Waits until something is there.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> read, Func<string>? describe = null) where T : class
    {
        T? found = null;
        await TrueAsync(async () => (found = await read()) is not null, describe);
        return found!;
    }
}
