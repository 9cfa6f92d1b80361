using Kernel.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Hosting;

/// <summary>Work on each thing that is due on a date. Like a consumer, it is a class with its own constructor.</summary>
public interface ISweep
{
    /// <summary>The things that are due.</summary>
    Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct);

    /// <summary>Does the work for one of them. Its transaction has begun, and commits afterwards.</summary>
    Task SweepAsync(Guid id, CancellationToken ct);
}

/// <summary>Work that a date triggers: at the start, each minute, and at once after a change of the business date.</summary>
/// <param name="Name">For the log.</param>
/// <param name="RunAsync">Does the due work, in its own scope, and again after a failure.</param>
public sealed record Sweep(string Name, Func<IServiceProvider, CancellationToken, Task> RunAsync)
{
    /// <summary>Handles each due thing in its own scope and transaction, so that one failure stops no other thing.</summary>
    public static Sweep Of<T>(string name) where T : class, ISweep => new(name, EachAsync<T>);

    /// <summary>The key in an exception's data for the thing that failed.</summary>
    internal const string Thing = "thing";

    private static async Task EachAsync<T>(IServiceProvider services, CancellationToken ct) where T : class, ISweep
    {
        var failures = new List<Exception>();
        // It runs each minute, and mostly nothing is due.
        var due = await IdleWork.RunAsync($"look for {typeof(T).Name}", () => ActivatorUtilities.CreateInstance<T>(services).DueAsync(ct));
        foreach (var id in due)
        {
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            var sweep = ActivatorUtilities.CreateInstance<T>(scope.ServiceProvider);
            try
            {
                await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync(() => sweep.SweepAsync(id, ct), ct);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                error.Data[Thing] = id;
                failures.Add(error);
            }
        }
        if (failures.Count > 0) throw new AggregateException(failures);
    }
}
