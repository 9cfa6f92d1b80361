using Kernel.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Hosting;

/// <summary>What a date brings to each of many things. It is written like a consumer: a class of its own, with a constructor of its
/// own.</summary>
public interface ISweep
{
    /// <summary>The things that are due.</summary>
    Task<IReadOnlyList<Guid>> DueAsync(CancellationToken ct);

    /// <summary>Does what is due to one of them. Its transaction has begun, and is committed afterwards.</summary>
    Task SweepAsync(Guid id, CancellationToken ct);
}

/// <summary>Work that a date brings, not a request: at the start, each minute, and at once when the business date is moved.</summary>
/// <param name="Name">For the log.</param>
/// <param name="RunAsync">Does what is due; called with a scope of its own, and again where it failed.</param>
public sealed record Sweep(string Name, Func<IServiceProvider, CancellationToken, Task> RunAsync)
{
    /// <summary>Does each due thing in a scope and a transaction of its own, so that one that fails stops no other.</summary>
    public static Sweep Of<T>(string name) where T : class, ISweep => new(name, EachAsync<T>);

    /// <summary>Under which name an exception has the thing that it is about.</summary>
    internal const string Thing = "thing";

    private static async Task EachAsync<T>(IServiceProvider services, CancellationToken ct) where T : class, ISweep
    {
        var failures = new List<Exception>();
        // Each minute, and mostly nothing is due.
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
