using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Testing;
using VocationalPlatform.Client.IndustryPartnership;

namespace Platform.Tests.Crash;

/// <summary>Two processes of one service on one file: they share its outbox.</summary>
public sealed class ReplicaTests(RabbitMqBroker broker)
{
    [Fact]
    public async Task Two_replicas_under_load_send_each_message_once_without_busy_errors()
    {
        const int registrations = 200;
        var address = await broker.NewVirtualHostAsync();
        await using var platform = await Processes.StartAsync(address);
        // Nobody dies here: a process that a busy machine holds up for seconds keeps what it holds.
        platform.Lease = TimeSpan.FromMinutes(5);
        await platform.StartAsync(Service.Partnership);
        await using var replica = await platform.StartReplicaAsync(Service.Partnership);
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var delivered = await DeliveriesAsync(channel, "industry-partnership:organisation-registered:v1");
        var token = platform.Issuer.Token("bjedu", [Contracts.Roles.Authority]);
        using var first = platform.Directly(Service.Partnership, token);
        using var second = platform.Directly(replica.Address, token);
        var (one, other) = (new IndustryPartnershipClient(first), new IndustryPartnershipClient(second));

        await Parallel.ForAsync(0, registrations, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, ct) =>
            await (number % 2 == 0
                ? one
                : other).RegisterOrganisationAsync(Cooperation.Registration($"school-{number}"), cancellationToken: ct));

        await Eventually.TrueAsync(
            async () => delivered.Count >= registrations && await platform.CountAsync(Service.Partnership, "outbox") == 0,
            () => $"{delivered.Count} were delivered.");
        Assert.Equal(registrations, await platform.CountAsync(Service.Partnership, "organisation"));
        Assert.Equal(registrations, delivered.Count);
        Assert.Equal(registrations, delivered.Distinct().Count());
        Assert.All(
            [platform[Service.Partnership].Output, replica.Output],
            output => Assert.DoesNotContain("database is locked", output, StringComparison.Ordinal));
    }

    /// <summary>The ids of the messages that an exchange is given from now on.</summary>
    private static async Task<ConcurrentQueue<string?>> DeliveriesAsync(IChannel channel, string exchange)
    {
        var delivered = new ConcurrentQueue<string?>();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, exchange, "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            delivered.Enqueue(delivery.BasicProperties.MessageId);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return delivered;
    }
}
