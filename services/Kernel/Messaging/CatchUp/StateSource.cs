using Contracts.Platform;
using Kernel.Data;
using MassTransit;

namespace Kernel.Messaging.CatchUp;

/// <summary>Reads the present state of one kind of aggregate, for a service that asks for it.</summary>
/// <param name="Aggregate">Owner and kind, such as <c>industry-partnership/agreement</c>.</param>
/// <param name="ReadAsync">Reads a limited number of states after a sequence number, in sequence, each as the event that carries it
/// now.</param>
public sealed record StateSource(
    string Aggregate, Func<UnitOfWork, long, int, DateTimeOffset, Task<IReadOnlyList<PresentState>>> ReadAsync);

/// <param name="Seq">The aggregate's place in the sequence.</param>
/// <param name="Event">The fact that carries its state.</param>
public sealed record PresentState(long Seq, object Event);

/// <summary>
/// Answers one page of states to the requester's queue, and asks itself for the next page, so that no transaction is long.
/// </summary>
internal sealed class WhenStateRequested(
    IEnumerable<StateSource> sources, UnitOfWork work, TimeProvider clock) : IConsumer<StateRequestedV1>
{
    private const int PageSize = 500;

    public async Task Consume(ConsumeContext<StateRequestedV1> context)
    {
        var request = context.Message;
        if (sources.FirstOrDefault(source => source.Aggregate == request.Aggregate) is not { } source) return;

        var page = await source.ReadAsync(work, request.After, PageSize, clock.GetUtcNow());
        // The exchange has the queue's name. A queue address would declare the queue again with other arguments.
        var requester = await context.GetSendEndpoint(new Uri($"exchange:{request.Requester}"));
        foreach (var state in page) await requester.Send(state.Event, state.Event.GetType(), context.CancellationToken);
        if (page.Count == PageSize) await context.Publish(request with { After = page[^1].Seq });
    }
}
