using System.Data.Common;
using System.Diagnostics.Metrics;
using Kernel.Data;
using Kernel.Hosting;
using Microsoft.Extensions.Hosting;

namespace Kernel.Messaging;

/// <summary>
/// Metrics for ops: outbox depth and age, parked messages, duplicates dropped by the inbox. They are read at a collection.
/// </summary>
/// <remarks>
/// It is a hosted service only to exist from the start. Otherwise the first message would create it, and a waiting outbox would have no
/// metric.
/// </remarks>
internal sealed class MessagingMetrics : IHostedService
{
    private readonly Db db;
    private readonly Counter<long> duplicates;
    private readonly Counter<long> requeued;
    private readonly KeyValuePair<string, object?> service;

    public MessagingMetrics(IMeterFactory meters, Db db, MessagingOptions options, ServiceName service, TimeProvider clock)
    {
        (this.db, this.service) = (db, new(Telemetry.ServiceTag, service.Value));
        var meter = meters.Create(Telemetry.Name);
        duplicates = meter.CreateCounter<long>(
            "platform.inbox.duplicates", "{message}", "Deliveries that the inbox dropped because their message was handled before.");
        requeued = meter.CreateCounter<long>(
            "platform.delivery.requeued", "{message}",
            "Deliveries that were put at the end of their queue, because the database was away or they had come back before.");
        meter.CreateObservableGauge("platform.outbox.depth", () => Outbox(row => row.Depth), "{message}", "Messages that wait to be sent.");
        meter.CreateObservableGauge(
            "platform.outbox.age",
            () => Outbox(row => row.Oldest is { } oldest ? (clock.GetUtcNow() - oldest).TotalSeconds : 0),
            "s",
            "Age of the oldest message that waits.");
        meter.CreateObservableGauge(
            "platform.outbox.limit", () => new Measurement<long>(options.OutboxLimit, this.service), "{message}",
            "The number of waiting messages at which requests with events are refused.");
        meter.CreateObservableGauge("platform.parked.count", Parked, "{message}", "Messages that failed for good and wait for a person.");
    }

    public void CountDuplicate() => duplicates.Add(1, service);

    public void CountRequeued() => requeued.Add(1, service);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<T>> Outbox<T>(Func<OutboxRow, T> read) where T : struct =>
        Measure(() => db.SingleAsync<OutboxRow>("SELECT COUNT(*) AS depth, MIN(created_at) AS oldest FROM $schema.outbox"), read);

    private IEnumerable<Measurement<long>> Parked() =>
        Measure(() => db.SingleAsync<long>("SELECT COUNT(*) FROM $schema.parked WHERE state = 'parked'"), count => count);

    // A collection is synchronous. Without a database it gives no measurement instead of a wrong one.
    private IEnumerable<Measurement<T>> Measure<TRow, T>(Func<Task<TRow>> query, Func<TRow, T> read) where T : struct
    {
        try
        {
            return [new Measurement<T>(read(IdleWork.RunAsync("collect metrics", query).GetAwaiter().GetResult()), service)];
        }
        catch (DbException)
        {
            return [];
        }
    }

    private sealed record OutboxRow
    {
        public long Depth { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }
}
