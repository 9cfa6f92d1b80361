using System.Data.Common;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using Kernel.Messaging.CatchUp;
using Kernel.Messaging.Inbox;
using Kernel.Messaging.Outbox;
using Kernel.Messaging.Parked;
using Kernel.Messaging.Transport;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using MassTransit.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kernel.Messaging;

/// <summary>
/// Outbox, inbox and one of two transports: RabbitMQ if <c>ConnectionStrings:rabbitmq</c> is set, else the services of the process.
/// </summary>
internal static class MessagingExtensions
{
    private static readonly TimeSpan BrokerAnswers = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    // By default the JSON of every envelope is indented. Set it once a process, because the options are read-only after their first use.
    static MessagingExtensions() => SystemTextJsonMessageSerializer.Options.WriteIndented = false;

    public static void AddMessaging(
        this WebApplicationBuilder builder, string service, Action<IBusRegistrationConfigurator> consumers, string[] catchUp)
    {
        var services = builder.Services;
        var asked = new CatchUp.CatchUp(catchUp);
        services.AddSingleton(builder.Configuration.GetSection("Messaging").Get<MessagingOptions>() ?? new MessagingOptions());
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxLevel>();
        services.AddSingleton<ParkedStore>();
        services.AddSingleton<FailedMessages>();
        services.AddSingleton<Intake>();
        services.AddSingleton<MessagingMetrics>();
        services.AddHostedService(provider => provider.GetRequiredService<MessagingMetrics>());
        services.AddScoped<OutboxWriter>();
        services.AddScoped<IOutboxContextFactory<UnitOfWork>, InboxContextFactory>();
        services.AddSingleton(asked);
        services.AddSingleton(new Sweep("catch-up", asked.AskAsync));
        services.AddSingleton<KeptReplies>();
        services.AddSingleton(KeptReplies.Figure);
        Housekeeping.Add(services);
        services.AddHealthChecks().AddCheck<MessagingHealth>("messages");
        services.AddMassTransit(bus =>
        {
            // It would report this installation to MassTransit's makers.
            bus.DisableUsageTelemetry();
            consumers(bus);
            bus.AddConsumer<WhenStateRequested>();
            bus.ReplaceScoped<IScopedBusContextProvider<IBus>, OutboxBusContextProvider>();
            if (builder.Configuration.GetConnectionString("rabbitmq") is { Length: > 0 } broker) UseBroker(bus, service, broker);
            else UseEmbedded(bus);
        });
        // After MassTransit: hosted services start in this order, and the relay needs the bus.
        services.AddHostedService<OutboxRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxLevel>());
    }

    /// <summary>Declares the service's queue and bindings, and ends. From then on no message for it is lost.</summary>
    /// <returns>False without a broker, or if it does not answer.</returns>
    public static async Task<bool> DeployTopologyAsync(this IServiceProvider services)
    {
        if (services.GetRequiredService<IOutboxTransport>() is not BrokerTransport) return false;
        using var limit = new CancellationTokenSource(BrokerAnswers);
        try
        {
            await services.GetRequiredService<IBusControl>().DeployAsync(limit.Token);
            return true;
        }
        catch (Exception error) when (error is OperationCanceledException or RabbitMqConnectionException)
        {
            return false;
        }
    }

    private static void UseBroker(IBusRegistrationConfigurator bus, string service, string broker)
    {
        bus.AddSingleton<IOutboxTransport, BrokerTransport>();
        // A service takes requests without its broker too. If it were not ready, it would get none.
        bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
        bus.UsingRabbitMq((context, rabbit) =>
        {
            var options = context.GetRequiredService<MessagingOptions>();
            var db = context.GetRequiredService<Db>();
            var rethrow = new Rethrow();
            rabbit.Host(new Uri(broker), service);
            rabbit.ReceiveEndpoint(service, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = options.Concurrency * 4;
                endpoint.ConcurrentMessageLimit = options.Concurrency;
                endpoint.ConfigureReceive(pipe => pipe.UseFilter(ActivatorUtilities.CreateInstance<BrokerDelivery>(context, service)));
                endpoint.ConfigureError(pipe => pipe.UseFilter(rethrow));
                endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter(rethrow));
                // Other messages wait behind a retry here. So only short failures are retried: a deadlock, a lost connection.
                endpoint.UseMessageRetry(retry =>
                {
                    retry.Handle<DbException>(db.IsTransient);
                    retry.Exponential(3, Moment, Moment * 10, Moment);
                });
                UseInbox(endpoint, context);
                endpoint.ConfigureConsumers(context);
            });
        });
    }

    private static void UseEmbedded(IBusRegistrationConfigurator bus)
    {
        bus.TryAddSingleton(new EmbeddedHub(services: 0));
        bus.AddSingleton(new ConsumedMessages(bus));
        bus.AddSingleton<IOutboxTransport, EmbeddedTransport>();
        // MassTransit applies this hook to a dispatcher's pipeline, which has no receive endpoint.
        bus.AddConfigureEndpointsCallback((context, _, endpoint) => UseInbox(endpoint, context));
        // Only hosts the consumers' pipelines: it has no endpoints, and no message passes through it.
        bus.UsingInMemory((_, _) => { });
        bus.AddHostedService<EmbeddedStartup>();
        bus.AddHealthChecks().AddCheck<EmbeddedHealth>("messaging");
    }

    private static void UseInbox(IReceiveEndpointConfigurator endpoint, IRegistrationContext context) =>
        endpoint.ConnectConsumerConfigurationObserver(new OutboxConsumePipeSpecificationObserver<UnitOfWork>(endpoint, context));
}
