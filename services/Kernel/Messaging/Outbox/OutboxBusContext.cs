using MassTransit;
using MassTransit.Clients;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using MassTransit.Transports;

namespace Kernel.Messaging.Outbox;

/// <summary>Replaces MassTransit's own provider, so that every publication in a scope goes to the outbox.</summary>
internal sealed class OutboxBusContextProvider(
    IBus bus, OutboxWriter writer, OutboxLevel level, Bind<IBus, IClientFactory> clients,
    Bind<IBus, IScopedConsumeContextProvider> consumers, IServiceProvider services)
    : IScopedBusContextProvider<IBus>
{
    // Inside a consumer, its context is the outbox already (see InboxConsumeContext).
    public ScopedBusContext Context { get; } = consumers.Value.HasContext
        ? new ConsumeContextScopedBusContext(consumers.Value.GetContext(), clients.Value)
        : new OutboxBusContext(bus, writer, level, clients.Value, services);
}

/// <summary>IPublishEndpoint and ISendEndpointProvider for a scope outside a consumer, such as a request's.</summary>
internal sealed class OutboxBusContext : ScopedBusContext, OutboxSendContext
{
    private readonly OutboxWriter writer;
    private readonly OutboxLevel level;
    private readonly IServiceProvider services;

    public OutboxBusContext(IBus bus, OutboxWriter writer, OutboxLevel level, IClientFactory clients, IServiceProvider services)
    {
        (this.writer, this.level, this.services) = (writer, level, services);
        ClientFactory = new ScopedClientFactory(new ClientFactory(new ScopedClientFactoryContext(clients, services)), consumeContext: null);
        SendEndpointProvider = new OutboxSendEndpointProvider(this, bus);
        PublishEndpoint = new PublishEndpoint(new OutboxPublishEndpointProvider(this, bus));
    }

    public ISendEndpointProvider SendEndpointProvider { get; }

    public IPublishEndpoint PublishEndpoint { get; }

    public IScopedClientFactory ClientFactory { get; }

    // Publications of consumers bypass this, because a received message is not refused.
    public Task AddSend<T>(SendContext<T> context) where T : class
    {
        level.ThrowIfFull();
        return writer.AddAsync(context);
    }

    public object? GetService(Type serviceType) => services.GetService(serviceType);
}
