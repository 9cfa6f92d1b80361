using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Kernel.Hosting;

namespace Kernel.Tests.Shelf;

/// <summary>What the kernel's meter says of one service.</summary>
internal sealed class Counters : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, double> last = new();
    private readonly string service;
    private long duplicates;
    private long requeued;
    private long sweepFailures;

    public Counters(string service)
    {
        this.service = service;
        listener.InstrumentPublished = (instrument, started) =>
        {
            if (instrument.Meter.Name == Telemetry.Name) started.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
    }

    private readonly ConcurrentDictionary<(string? Problem, string? Operation, string? Rule), long> refused = new();

    /// <summary>How often an operation refused so; without a name or a rule it is told as <c>none</c>.</summary>
    public long Refused(string problem, string operation = "none", string rule = "none") =>
        refused.GetValueOrDefault((problem, operation, rule));

    public long Duplicates => Interlocked.Read(ref duplicates);

    public long Requeued => Interlocked.Read(ref requeued);
    public long SweepFailures => Interlocked.Read(ref sweepFailures);

    /// <summary>Collects, and gives what was measured; null where nothing was.</summary>
    public double? Read(string instrument)
    {
        last.Clear();
        listener.RecordObservableInstruments();
        return last.TryGetValue(instrument, out var value) ? value : null;
    }

    public void Dispose() => listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key != Telemetry.ServiceTag || tag.Value as string != service) continue;
            if (instrument.Name == "platform.refusals")
            {
                var named = tags.ToArray().ToDictionary(one => one.Key, one => one.Value as string);
                var key = (named[Telemetry.ProblemTag], named[Telemetry.OperationTag], named[Telemetry.RuleTag]);
                refused.AddOrUpdate(key, 1, (_, before) => before + 1);
            }
            else if (instrument.Name == "platform.inbox.duplicates") Interlocked.Add(ref duplicates, (long)value);
            else if (instrument.Name == "platform.delivery.requeued") Interlocked.Add(ref requeued, (long)value);
            else if (instrument.Name == "platform.sweep.failures") Interlocked.Add(ref sweepFailures, (long)value);
            else last[instrument.Name] = value;
        }
    }
}
