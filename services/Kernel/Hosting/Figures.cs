using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Kernel.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kernel.Hosting;

/// <summary>The number of things in each state, as a gauge.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Unit">Its unit, such as <c>{placement}</c>.</param>
/// <param name="Description">What it counts.</param>
/// <param name="ReadAsync">Reads it.</param>
public sealed record Figure(
    string Name, string Unit, string Description, Func<Db, CancellationToken, Task<IReadOnlyList<StateCount>>> ReadAsync);

/// <summary>How many things are in a state.</summary>
public sealed record StateCount
{
    public string State { get; init; } = "";
    public long Things { get; init; }
}

/// <summary>
/// Publishes the figures of a service. They are read in the background, at most every five minutes, and only while metrics are collected.
/// So a collection waits for no database, and the first one has no figures.
/// </summary>
internal sealed class Figures : IHostedService
{
    private const string StateTag = "platform.state";
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(5);

    private readonly Db db;
    private readonly KeyValuePair<string, object?> service;
    private readonly TimeProvider clock;
    private readonly ILogger<Figures> log;

    public Figures(IMeterFactory meters, Db db, ServiceName service, TimeProvider clock, IEnumerable<Figure> figures, ILogger<Figures> log)
    {
        (this.db, this.service, this.clock, this.log) = (db, new(Telemetry.ServiceTag, service.Value), clock, log);
        var meter = meters.Create(Telemetry.Name);
        foreach (var figure in figures)
        {
            var kept = new Kept();
            meter.CreateObservableGauge(figure.Name, () => Tell(figure, kept), figure.Unit, figure.Description);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<long>> Tell(Figure figure, Kept kept)
    {
        var isDue = kept.ReadAt is not { } at || clock.GetUtcNow() - at >= ReadEvery;
        if (isDue && Interlocked.Exchange(ref kept.Reading, 1) == 0) _ = Task.Run(() => ReadAsync(figure, kept));
        return kept.Counts.Select(count => new Measurement<long>(count.Things, service, new(StateTag, count.State)));
    }

    private async Task ReadAsync(Figure figure, Kept kept)
    {
        try
        {
            // Its own trace would belong to no request.
            Activity.Current = null;
            kept.Counts = await figure.ReadAsync(db, CancellationToken.None);
            kept.ReadAt = clock.GetUtcNow();
        }
        catch (DbException error)
        {
            log.LogWarning(error, "The figure {Figure} could not be read", figure.Name);
        }
        finally
        {
            Volatile.Write(ref kept.Reading, 0);
        }
    }

    private sealed class Kept
    {
        public int Reading;

        public IReadOnlyList<StateCount> Counts { get; set; } = [];

        public DateTimeOffset? ReadAt { get; set; }
    }
}
