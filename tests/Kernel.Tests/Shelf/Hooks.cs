using System.Diagnostics;
using Kernel.Data;
using MassTransit;

namespace Kernel.Tests.Shelf;

/// <summary>Where a test steps into a request or a consumer.</summary>
public sealed class Hooks
{
    private int requests;
    private int deliveries;
    private int sweeps;

    /// <summary>Before a request's commit; false makes the handler return without one.</summary>
    public Func<UnitOfWork, IPublishEndpoint, Task<bool>> BeforeCommit { get; set; } = (_, _) => Task.FromResult(true);

    /// <summary>Before a request reads one book, or a page of them.</summary>
    public Action BeforeRead { get; set; } = () => { };

    /// <summary>After a consumer's own statements, in its transaction.</summary>
    public Func<ConsumeContext<BookAddedV1>, UnitOfWork, Task> InConsumer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>In a sweep that runs after the kernel's own.</summary>
    public Func<Task> InSweep { get; set; } = () => Task.CompletedTask;

    /// <summary>The things that are due to the sweep of each thing.</summary>
    public Func<IReadOnlyList<Guid>> Due { get; set; } = () => [];

    /// <summary>In the transaction of each thing, after its own statement.</summary>
    public Func<Guid, Task> InThing { get; set; } = _ => Task.CompletedTask;

    public int Requests => requests;

    public int Deliveries => deliveries;

    public int Sweeps => sweeps;

    public ActivityTraceId LastTrace { get; private set; }

    public void CountRequest() => Interlocked.Increment(ref requests);

    public void CountDelivery()
    {
        Interlocked.Increment(ref deliveries);
        LastTrace = Activity.Current?.TraceId ?? default;
    }

    public Task SweepAsync()
    {
        Interlocked.Increment(ref sweeps);
        return InSweep();
    }
}
